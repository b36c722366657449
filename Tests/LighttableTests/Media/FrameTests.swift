import Columnar
import Foundation
import Lighttable
import Testing

@Suite("Frames of videos") struct FrameTests {
    private let clips: TestClips

    init() throws { clips = try TestClips() }

    private func made(_ expressions: [String], of name: String) async throws -> [Value] {
        let table = try await clips.table([name], .video, into: "t\(UUID().uuidString.prefix(8))")
        let list = expressions.indices.map { "\(expressions[$0]) AS made\($0)" }.joined(separator: ", ")
        let rows = try await table.query().select(try Selection.list(list)).collect()
        return try #require(rows.first).values
    }

    @Test("the frame that ffmpeg shows at a time is taken, pixel by pixel", arguments: TestClips.videos)
    func frames(name: String) async throws {
        let end = try #require(try await made(["duration(clip)"], of: name)[0].doubleValue)
        let times = [0, 0.02, 0.05, 0.31, 0.5, 0.999, 1.2, 1.21, 1.6, end - 0.3, end - 0.001, end]
        let files = try await made(times.map { "frame_at(clip, \($0))" }, of: name)
        let results = try clips.compareFrames(try zip(times, files).map { (name, $0, try TestClips.path($1)) })
        for (time, result) in zip(times, results) {
            #expect(result.format == "PNG")
            // ffmpeg turns pictures before it makes their colours RGB, here it is the other way about.
            let isTurned = ["turned.mp4", "upside.mov"].contains(name)
            #expect(result.distance <= (isTurned ? 24 : 0), "\(name) at \(time)")
            #expect(result.isNearest, "\(name) at \(time)")
        }
    }

    @Test func `frames are worked on as pictures are, without a file between`() async throws {
        let values = try await made(
            [
                "frame_at(clip, 1)", "thumbnail(frame_at(clip, 1), 40, 40)", "convert(frame_at(clip, 1), 'jpeg', 80)",
                "grayscale(rotate(frame_at(clip, 1), 90))",
            ],
            of: "turned.mp4"
        )
        let files = try FileManager.default.subpathsOfDirectory(atPath: clips.test.store.media.path)
        #expect(files.filter { $0.contains("/") }.count == 4)
        #expect(try values.map { try TestClips.path($0).suffix(4) } == [".png", ".png", ".jpg", ".png"])
        let sizes = try await made(
            ["width(thumbnail(frame_at(clip, 1), 40, 40))", "height(grayscale(rotate(frame_at(clip, 1), 90)))"],
            of: "turned.mp4"
        )
        #expect(sizes == [.int(30), .int(120)])
        #expect(try await made(["mode(frame_at(clip, 0.5))"], of: "moving.gif") == [.string("RGBA")])
    }

    @Test func `the same frame is the same file, whatever other functions run beside`() async throws {
        let expressions = (0..<40).map { "frame_at(clip, \($0 % 4) + 0 * \($0))" }
        let values = try await made(expressions, of: "straight.mp4")
        #expect(Set(values.map(\.stringValue)).count == 4)
        #expect((0..<40).allSatisfy { values[$0] == values[$0 % 4] })
    }

    @Test func `a column of frames follows its videos and times`() async throws {
        var table = try await clips.table(["straight.mp4", "odd.webm"], .video)
        table = try await table.addComputedColumn("frame", try Expression("frame_at(clip, id + 0.5)")).table
        let before = try await table.query().collect()["frame"] ?? []
        #expect(table.columns.last?.type == .image)
        table = try await table.update(["clip": "'\(clips.folder)/straight.mp4'"], where: "id = 1").table
        let after = try await table.query().collect()["frame"] ?? []
        #expect(after[0] == before[0])
        #expect(after[1] != before[1])
        #expect(after.allSatisfy { !$0.isNull })
    }

    @Test(
        "times outside a clip, and clips without frames, are refused",
        arguments: [
            ("straight.mp4", "frame_at(clip, -0.1)", "-0.1 s is not within the 4.004 s that it lasts"),
            ("straight.mp4", "frame_at(clip, 4.1)", "4.1 s is not within the 4.004 s that it lasts"),
            ("straight.mp4", "frame_at(clip, CAST('NaN' AS Float))", "nan s is not within the 4.004 s"),
            ("tone.mp3", "frame_at(clip, 1)", "it has no video"),
            ("cover.mp3", "thumbnail(frame_at(clip, 1), 8, 8)", "it has no video"),
            ("text.mp4", "frame_at(clip, 0)", "text.mp4"), ("empty.mp4", "frame_at(clip, 0)", "it is empty"),
            ("picture.mp4", "frame_at(clip, 0)", "no container that holds video or audio itself"),
            ("list.m3u8", "frame_at(clip, 0)", "no container that holds video or audio itself"),
            ("concat.mp4", "frame_at(clip, 0)", "no container that holds video or audio itself"),
            ("pointer.sdp", "frame_at(clip, 0)", "no container that holds video or audio itself"),
            ("headless.mp4", "frame_at(clip, 0)", "moov atom not found"),
            ("bomb.avi", "frame_at(clip, 0)", "Picture size 9000x9000 exceeds"),
            ("truncated.mp4", "frame_at(clip, 3.5)", "it is damaged: only its first"),
        ]
    )
    func refusals(name: String, expression: String, message: String) async throws {
        var table = try await clips.table(["straight.mp4", name], .video)
        table = try await table.addComputedColumn("frame", try Expression(expression), onError: .ignore).table
        let rows = try await table.query().collect()
        let error = try #require(rows["frame_error"]?[1].stringValue)
        #expect(rows["frame"]?[1].isNull == true)
        #expect(error.contains(message), "\(error)")
        #expect(error.contains("\(expression) cannot be computed"), "\(error)")
    }

    @Test func `the part of a damaged video that is whole can be seen`() async throws {
        let files = try await made(["frame_at(clip, 0)", "frame_at(clip, 1.5)"], of: "truncated.mp4")
        let results = try clips.compareFrames([
            ("straight.mp4", 0, try TestClips.path(files[0])), ("straight.mp4", 1.5, try TestClips.path(files[1])),
        ])
        #expect(results.allSatisfy { $0.distance == 0 })
    }
}
