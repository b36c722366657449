import Columnar
import Foundation
import Lighttable
import Testing

@Suite("Functions that tell of video and audio") struct ClipFunctionTests {
    private struct Probe: Decodable {
        struct Stream: Decodable {
            let kind: String
            let codec: String
            let width: Int
            let height: Int
            let rate: Double
            let frames: Int
            let sampleRate: Int
            let channels: Int
            let language: String?
        }
        let container: String
        let duration: Double?
        let start: Double
        let streams: [Stream]
    }

    private let clips: TestClips

    init() throws { clips = try TestClips() }

    private func probes(_ names: [String]) throws -> [Probe] {
        let printed = try ReadersPython.run("clips.py", beside: #filePath, ["probe", clips.folder] + names)
        return try JSONDecoder().decode([Probe].self, from: printed)
    }

    @Test func `what headers tell is what ffprobe tells`() async throws {
        let names = TestClips.videos + TestClips.sounds
        let probes = try probes(names)
        for (type, kind) in [(ColumnType.video, "video"), (.audio, "audio")] {
            let rows = try await clips.table(names, type, into: kind).query()
                .select(
                    try Selection.list(
                        "duration(clip) AS d, sample_rate(clip) AS r, channels(clip) AS c, media_info(clip) AS info"
                    )
                )
                .collect()
            for (index, row) in rows.enumerated() {
                let probe = probes[index]
                let sound = probe.streams.first { $0.kind == "audio" }
                #expect(abs((row["d"].doubleValue ?? 0) - (probe.duration ?? 0)) < 0.001, "\(names[index]) as \(kind)")
                if names[index] != "two.mkv" {
                    #expect(row["r"].intValue == sound?.sampleRate, "\(names[index])")
                    #expect(row["c"].intValue == sound?.channels, "\(names[index])")
                }
                try expect(row["info"], likens: probe, names[index])
            }
        }
    }

    private func expect(_ information: Value, likens probe: Probe, _ name: String) throws {
        struct Information: Decodable {
            struct Stream: Decodable {
                let kind: String
                let codec: String
                let width: Int?
                let sample_rate: Int?
                let language: String?
            }
            let container: String
            let start: Double
            let streams: [Stream]
        }
        let text = try #require(information.stringValue)
        let told = try JSONDecoder().decode(Information.self, from: Data(text.utf8))
        #expect(told.container == probe.container)
        #expect(abs(told.start - probe.start) < 0.001, "\(name)")
        #expect(told.streams.map(\.kind) == probe.streams.map(\.kind), "\(name)")
        #expect(told.streams.map(\.codec) == probe.streams.map(\.codec), "\(name)")
        #expect(told.streams.map(\.language) == probe.streams.map(\.language), "\(name)")
        #expect(told.streams.map { $0.sample_rate ?? 0 } == probe.streams.map(\.sampleRate), "\(name)")
    }

    @Test func `sizes, rates and frames of videos are what ffprobe counts, sizes as they are shown`() async throws {
        let probes = try probes(TestClips.videos)
        let rows = try await clips.table(TestClips.videos, .video).query()
            .select(
                try Selection.list(
                    "width(clip) AS w, height(clip) AS h, frame_rate(clip) AS rate, frame_count(clip) AS n"
                )
            )
            .collect()
        for (name, (row, probe)) in zip(TestClips.videos, zip(rows, probes)) {
            let stream = try #require(probe.streams.first { $0.kind == "video" })
            let size = name == "turned.mp4" ? [stream.height, stream.width] : [stream.width, stream.height]
            #expect([row["w"].intValue, row["h"].intValue] == size, "\(name)")
            #expect(abs((row["rate"].doubleValue ?? 0) - stream.rate) < 0.001, "\(name)")
            let isKept =
                (name.hasSuffix(".mp4") || name.hasSuffix(".mov") || name.hasSuffix(".avi")) && name != "parts.mp4"
            #expect(row["n"].intValue == (isKept ? stream.frames : nil), "\(name)")
        }
    }

    @Test func `tags, turns and languages are in the information, and can be asked for one by one`() async throws {
        let rows = try await clips.table(["turned.mp4", "two.mkv"], .video).query()
            .select(
                try Selection.list(
                    "media_info(clip).tags.title AS title, media_info(clip).streams[0].rotation AS turn, "
                        + "media_info(clip).streams[2].language AS language, sample_rate(clip) AS rate"
                )
            )
            .collect()
        #expect(rows["title"]?[0].stringValue?.contains("Über") == true)
        #expect(rows["turn"]?[0].stringValue == "270")
        #expect(rows["language"]?[1].stringValue?.contains("deu") == true)
        #expect(rows["rate"]?[1] == .int(22050), "the stream that is marked as default is the one that is heard")
    }

    @Test func `covers of sounds are no video`() async throws {
        let rows = try await clips.table(["cover.mp3"], .video).query()
            .select(try Selection.list("width(clip) AS w, frame_rate(clip) AS r, duration(clip) > 0 AS lasts"))
            .collect()
        #expect(rows["w"] == [.null])
        #expect(rows["r"] == [.null])
        #expect(rows["lasts"] == [.bool(true)])
    }

    @Test func `files that are no clips, and playlists, tell nothing`() async throws {
        let names = TestClips.unreadable + ["gone.mp4"]
        _ = try clips.test.file("gone.mp4", [0])
        let table = try await clips.table(names, .video)
        try FileManager.default.removeItem(atPath: "\(clips.folder)/gone.mp4")
        let list =
            "duration(clip), width(clip), frame_rate(clip), frame_count(clip), sample_rate(clip), media_info(clip)"
        let rows = try await table.query().select(try Selection.list(list)).collect()
        for (name, row) in zip(names, rows) {
            #expect(row.values.allSatisfy { $0.isNull }, "\(name)")
        }
    }

    @Test func `clips can be filtered and computed with`() async throws {
        var table = try await clips.table(["silent.mp4", "straight.mp4", "text.mp4"], .video)
        table = try await table.addComputedColumn("lasts", try Expression("round(duration(clip), 1)")).table
        #expect(try await table.query().collect()["lasts"] == [.float(2), .float(4), .null])
        let long = table.where(try Expression("duration(clip) > 3 AND channels(clip) IS NOT NULL"))
        #expect(try await long.count() == 1)
        table = try await table.update(["clip": "'\(clips.folder)/odd.webm'"], where: "id = 2").table
        #expect(try await table.query().collect()["lasts"]?[2] == .float(3))
    }

    @Test(
        "functions of clips say what they take",
        arguments: [
            ("duration(id)", "duration takes one column of videos or audio, but column 'id' is Int"),
            ("width(id)", "width takes one column of pictures or videos, but column 'id' is Int"),
            ("frame_rate(sound)", "frame_rate takes one column of videos, but column 'sound' is Audio"),
            ("mode(clip)", "mode takes one column of pictures, but column 'clip' is Video"),
            (
                "frame_at(clip)",
                "frame_at takes a column of videos and a number of seconds, but here it has 1 arguments"
            ),
            (
                "blur(frame_at(sound, 1), 2)",
                "and frame_at a column of videos and a number of seconds, but column 'sound'"
            ),
        ]
    )
    func signatures(expression: String, message: String) async throws {
        var table = try await clips.table(["silent.mp4"], .video)
        table = try await table.addColumn(Column("sound", .audio)).table
        let error = await failure { _ = try await table.query().select([try Selection(parsing: expression)]).collect() }
        #expect(error?.code == .invalidExpression)
        #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
    }
}
