import Columnar
import Foundation
import Lighttable
import Testing

@Suite("Frames of videos") struct FrameTests {
    private struct Comparison: Decodable {
        let format: String
        let size: [Int]
        let distance: Int
    }

    private let clips: TestClips

    init() throws { clips = try TestClips() }

    private func made(_ expression: String, _ name: String) async throws -> Row {
        let table = try await clips.table([name], .video, into: "t\(UUID().uuidString.prefix(8).lowercased())")
        let rows = try await table.query().select([try Selection(parsing: "\(expression) AS made")]).collect()
        return try #require(rows.first)
    }

    @Test("the frame that ffmpeg shows at a time is taken, pixel by pixel", arguments: TestClips.videos)
    func frames(name: String) async throws {
        let table = try await clips.table([name], .video)
        let duration = try await table.query().select([try Selection(parsing: "duration(clip) AS d")]).collect()
        let end = try #require(duration["d"]?[0].doubleValue)
        let times = [0, 0.02, 0.05, 0.31, 0.5, 0.999, 1.2, 1.21, 1.6, end - 0.3, end - 0.001, end]
        let list = times.indices.map { "frame_at(clip, \(times[$0])) AS made\($0)" }.joined(separator: ", ")
        let row = try #require(try await table.query().select(try Selection.list(list)).collect().first)
        let jobs = try times.indices.map { index -> [JobPart] in
            let made = try #require(
                row["made\(index)"].stringValue.flatMap { URL(string: $0)?.path(percentEncoded: false) }
            )
            return [.text("\(clips.folder)/\(name)"), .number(times[index]), .text(made)]
        }
        let printed = try ReadersPython.run(
            "clips.py",
            beside: #filePath,
            "frames",
            input: try JSONEncoder().encode(jobs)
        )
        let results = try JSONDecoder().decode([Comparison].self, from: printed)
        for (time, result) in zip(times, results) {
            #expect(result.format == "PNG")
            // ffmpeg turns pictures before it makes their colours RGB, here it is the other way about.
            #expect(result.distance <= (["turned.mp4", "upside.mov"].contains(name) ? 24 : 0), "\(name) at \(time)")
        }
    }

    private enum JobPart: Encodable {
        case text(String)
        case number(Double)

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .text(let text): try container.encode(text)
            case .number(let number): try container.encode(number)
            }
        }
    }
}
