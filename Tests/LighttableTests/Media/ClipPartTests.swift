import Columnar
import Foundation
import Lighttable
import Testing

@Suite("Sounds and parts of clips") struct ClipPartTests {
    private let clips: TestClips

    init() throws { clips = try TestClips() }

    private func made(_ expressions: [String], of name: String, _ type: ColumnType) async throws -> [Value] {
        let table = try await clips.table([name], type, into: "t\(UUID().uuidString.prefix(8))")
        let list = expressions.indices.map { "\(expressions[$0]) AS made\($0)" }.joined(separator: ", ")
        let rows = try await table.query().select(try Selection.list(list)).collect()
        return try #require(rows.first).values
    }

    @Test(
        "the sound of a video is taken as it is where a container for it is known",
        arguments: [
            ("straight.mp4", "m4a", "aac"), ("edited.mp4", "m4a", "aac"), ("late.ts", "m4a", "aac"),
            ("parts.mp4", "m4a", "aac"), ("odd.webm", "ogg", "opus"), ("motion.avi", "wav", "pcm_s16le"),
            ("two.mkv", "flac", "flac"), ("tone.mp3", "mp3", "mp3"), ("tone.ogg", "ogg", "vorbis"),
            ("strange.mkv", "flac", "flac"),
        ]
    )
    func sounds(name: String, ending: String, codec: String) async throws {
        let file = try TestClips.path(try await made(["audio_of(clip)"], of: name, .video)[0])
        #expect(file.hasSuffix(".\(ending)"))
        let result = try #require(try clips.compareSounds([(name, 0, nil, file)]).first)
        #expect(result.codec == codec)
        #expect(result.isOfForm)
        #expect(result.most <= 1)
        // The last packet may be longer than the sound.
        #expect(abs(result.missing) <= 2048, "\(result.missing)")
    }

    @Test("a part of a sound is exact to the sample, and nothing of it is lost", arguments: TestClips.sounds)
    func parts(name: String) async throws {
        let times = [(0.0, 0.4), (0.3, 0.75), (0.901, 0.9025)] + (name == "cover.mp3" ? [] : [(1.25, 2.5), (2.2, 99)])
        let files = try await made(times.map { "segment(clip, \($0.0), \($0.1))" }, of: name, .audio)
        let paths = try files.map { try TestClips.path($0) }
        let ending = ["tone.wav", "tone.aiff"].contains(name) ? "wav" : "flac"
        #expect(paths.allSatisfy { $0.hasSuffix(".\(ending)") })
        let results = try clips.compareSounds(zip(times, paths).map { (name, $0.0, $0.1, $1) })
        for (time, result) in zip(times, results) {
            #expect(result.isOfForm)
            // Decoders of AAC make up noise, and other noise when they begin elsewhere.
            #expect(name == "tone.aac" ? result.noise < 0.1 : result.most <= 1, "\(name) at \(time)")
            #expect(result.missing == 0, "\(name) at \(time)")
        }
    }

    @Test("a part of a video shows what the whole shows at the same times, and sounds so", arguments: TestClips.videos)
    func videos(name: String) async throws {
        let (start, end) = (0.51, 1.7)
        let file = "segment(clip, \(start), \(end))"
        let times = [0, 0.04, 0.3, 0.77, 1.1, 1.18]
        let expressions = [
            "duration(\(file))", "width(\(file))", "width(clip)", "channels(\(file))", "channels(clip)", file,
        ]
        let values = try await made(expressions + times.map { "frame_at(\(file), \($0))" }, of: name, .video)
        #expect(abs((values[0].doubleValue ?? 0) - (end - start)) < 0.001)
        #expect(values[1] == values[2])
        #expect(values[3] == values[4])
        let path = try TestClips.path(values[5])
        #expect(path.hasSuffix(".mp4"))
        let frames = try zip(times, values[6...]).map { (name, start + $0, try TestClips.path($1)) }
        for (time, result) in zip(times, try clips.compareFrames(frames)) {
            #expect(result.isNearest, "\(name) at \(time)")
        }
        guard !values[4].isNull else { return }
        // The first samples of Opus are not heard, but count from the clip's start on.
        let delay = name == "odd.webm" ? 0.007 : 0
        let sound = try #require(try clips.compareSounds([(name, start - delay, end - delay, path)]).first)
        #expect(sound.codec == "aac")
        #expect(sound.noise < 0.1, "\(name): \(sound.noise)")
    }

    @Test func `the same part is the same file`() async throws {
        let parts = ["segment(clip, 0.5, 1.5)", "segment(clip, 1.5 - 1, 1.5)"]
        let videos = try await made(parts, of: "straight.mp4", .video)
        #expect(videos[0] == videos[1])
        let sounds = try await made(parts + ["segment(clip, 0.5, 1.6)"], of: "tone.ogg", .audio)
        #expect(sounds[0] == sounds[1])
        #expect(sounds[0] != sounds[2])
        let again = try TestClips()
        let other = try await again.table(["straight.mp4"], .video)
            .query().select([try Selection(parsing: "segment(clip, 0.5, 1.5) AS part")]).collect()
        #expect(try TestClips.path(other["part"]?[0]).suffix(68) == TestClips.path(videos[0]).suffix(68))
    }

    @Test func `calls are nested, and files stay while a column names them`() async throws {
        var table = try await clips.table(["straight.mp4", "odd.webm"], .video)
        table = try await table.addComputedColumn("sound", try Expression("segment(audio_of(clip), 1, 2)")).table
        #expect(table.columns.last?.type == .audio)
        table = try await table.addComputedColumn("part", try Expression("segment(clip, id, id + 1)")).table
        #expect(table.columns.last?.type == .video)
        _ = try await clips.test.store.media.collect()
        let rows = try await table.query()
            .select(try Selection.list("duration(sound) AS s, duration(part) AS p, file_size(part) > 0 AS there"))
            .collect()
        #expect(rows["s"] == [.float(1), .float(1)])
        #expect(rows["p"] == [.float(1), .float(1)])
        #expect(rows["there"] == [.bool(true), .bool(true)])
        let folder = clips.test.store.media.path
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).allSatisfy { !$0.hasPrefix(".draft") })
    }

    @Test(
        "parts that make no sense, and clips without sound or damaged, are refused by the row",
        arguments: [
            ("straight.mp4", "segment(clip, 2, 2)", "an end of 2 s is not behind a start of 2 s"),
            ("straight.mp4", "segment(clip, 5, 6)", "5 s is not within the 4.004 s that it lasts"),
            ("straight.mp4", "segment(clip, -1, 6)", "-1 s is not within"),
            ("tone.mp3", "segment(clip, 0, 1)", "it has no video"), ("silent.mp4", "audio_of(clip)", "it has no sound"),
            ("truncated.mp4", "audio_of(clip)", "it is damaged"),
            ("truncated.mp4", "segment(clip, 1, 4)", "it is damaged: only its first"),
            ("cut.mkv", "audio_of(clip)", "it is damaged"), ("cut.mkv", "segment(clip, 0, 2)", "it is damaged"),
            ("list.m3u8", "segment(clip, 0, 1)", "no container that holds video or audio itself"),
            ("text.mp4", "audio_of(clip)", "text.mp4"), ("bomb.avi", "segment(clip, 0, 1)", "bomb.avi"),
        ]
    )
    func refusals(name: String, expression: String, message: String) async throws {
        var table = try await clips.table(["straight.mp4", name], .video)
        table = try await table.addComputedColumn("made", try Expression(expression), onError: .ignore).table
        let rows = try await table.query().collect()
        let error = try #require(rows["made_error"]?[1].stringValue)
        #expect(rows["made"]?[1].isNull == true)
        #expect(error.contains(message), "\(error)")
        let drafts = try FileManager.default.contentsOfDirectory(atPath: clips.test.store.media.path)
        #expect(!drafts.contains { $0.hasPrefix(".draft") })
    }

    @Test func `a part of a damaged sound that is whole can be heard`() async throws {
        let file = try TestClips.path(try await made(["segment(clip, 0.2, 1.1)"], of: "cut.mp3", .audio)[0])
        let result = try #require(try clips.compareSounds([("tone.mp3", 0.2, 1.1, file)]).first)
        #expect(result.most <= 1)
        #expect(result.missing == 0)
    }
}
