import Columnar
import Foundation
import Lighttable
import Testing

/// A store beside a folder of clips, good and bad, that the command ffmpeg made.
struct TestClips {
    static let videos = [
        "straight.mp4", "turned.mp4", "upside.mov", "edited.mp4", "late.ts", "parts.mp4", "odd.webm", "motion.avi",
        "variable.mkv", "silent.mp4", "moving.gif", "two.mkv",
    ]
    static let sounds = [
        "tone.mp3", "cover.mp3", "tone.flac", "tone.ogg", "tone.opus", "tone.wav", "tone.aiff", "tone.m4a", "tone.aac",
    ]
    static let unreadable = [
        "headless.mp4", "empty.mp4", "text.mp4", "picture.mp4", "list.m3u8", "concat.mp4", "pointer.sdp",
    ]
    /// The clips, which take some seconds to make and are the same for all tests.
    private static let made: Result<TestStore, any Error> = Result {
        let clips = try TestStore()
        // What is static is not taken down at the end.
        atexit { try? FileManager.default.removeItem(atPath: TestClips.made.get().folder) }
        try ReadersPython.run("clips.py", beside: #filePath, "make", clips.folder)
        return clips
    }

    let test: TestStore
    var folder: String { test.folder }

    init() throws {
        test = try TestStore()
        let source = try Self.made.get().folder
        for name in try FileManager.default.contentsOfDirectory(atPath: source) where name != "store" {
            try FileManager.default.copyItem(atPath: "\(source)/\(name)", toPath: "\(test.folder)/\(name)")
        }
    }

    /// How a frame is like that which ffmpeg shows.
    struct FrameComparison: Decodable {
        let format: String
        let size: [Int]
        let distance: Int
        let isNearest: Bool
    }

    /// How a sound is like that which ffmpeg finds.
    struct SoundComparison: Decodable {
        let isOfForm: Bool
        let missing: Double
        let most: Int
        let noise: Double
        let codec: String
    }

    private enum Word: Encodable {
        case text(String)
        case number(Double?)

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .text(let text): try container.encode(text)
            case .number(let number): try container.encode(number)
            }
        }
    }

    /// The path of the file that a cell names.
    static func path(_ value: Value?) throws -> String {
        let uri = try #require(value?.stringValue)
        return try #require(URL(string: uri)).path(percentEncoded: false)
    }

    /// Compares frames of clips with what ffmpeg shows at times.
    func compareFrames(_ jobs: [(name: String, time: Double, made: String)]) throws -> [FrameComparison] {
        let words: [[Word]] = jobs.map { [.text("\(folder)/\($0.name)"), .number($0.time), .text($0.made)] }
        let printed = try ReadersPython.run(
            "clips.py",
            beside: #filePath,
            "frames",
            input: try JSONEncoder().encode(words)
        )
        return try JSONDecoder().decode([FrameComparison].self, from: printed)
    }

    /// Compares sounds with what ffmpeg finds between times, counted from the start of the sound.
    func compareSounds(
        _ jobs: [(name: String, start: Double, end: Double?, made: String)]
    ) throws -> [SoundComparison] {
        let words: [[Word]] = jobs.map {
            [.text("\(folder)/\($0.name)"), .number($0.start), .number($0.end), .text($0.made)]
        }
        let printed = try ReadersPython.run(
            "clips.py",
            beside: #filePath,
            "sounds",
            input: try JSONEncoder().encode(words)
        )
        return try JSONDecoder().decode([SoundComparison].self, from: printed)
    }

    /// A table of clips with ids.
    func table(_ names: [String], _ type: ColumnType, into table: String = "t") async throws -> Table {
        var options = ImportOptions()
        options.schemaOverrides = ["clip": .init(type), "id": .init(.int)]
        options.mediaValidation = .onRead
        let rows = names.enumerated().map { "\($0),\"\($1)\"\n" }.joined()
        return try await test.importCSV("id,clip\n\(rows)", into: table, options: options).table
    }
}
