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

    /// A table of clips with ids.
    func table(_ names: [String], _ type: ColumnType, into table: String = "t") async throws -> Table {
        var options = ImportOptions()
        options.schemaOverrides = ["clip": .init(type), "id": .init(.int)]
        options.mediaValidation = .onRead
        let rows = names.enumerated().map { "\($0),\"\($1)\"\n" }.joined()
        return try await test.importCSV("id,clip\n\(rows)", into: table, options: options).table
    }
}
