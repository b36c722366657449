import Foundation
import Testing

@Suite struct AnnotationExportVerbTests {
    let sandbox: Sandbox

    init() throws { sandbox = try Sandbox() }

    private func labelled() async throws {
        let value = #"{"x":25,"y":25,"width":50,"height":50,"rectanglelabels":["cat"]}"#
        let result =
            #"{"type":"rectanglelabels","to_name":"i","original_width":10,"original_height":10,"value":\#(value)}"#
        _ = try sandbox.photoCSV()
        let rows = [
            #"{"photo":"cat.png","annotations":[{"id":1,"result":[\#(result)]}],"part":"val"}"#,
            #"{"photo":"cat.png","annotations":null,"part":"val"}"#,
        ]
        _ = try sandbox.file("rows.jsonl", rows.joined(separator: "\n"))
        let words = ["--type", "photo=Image", "--type", "annotations=Json", "--media-validation", "on-read"]
        let outcome = try await sandbox.run(["import", "rows.jsonl", "photos"] + words)
        #expect(outcome.status == 0, "\(outcome.stderr)")
    }

    @Test func `labelled regions become a YOLO dataset, told in counts`() async throws {
        try await labelled()
        let outcome = try await sandbox.run(
            "export",
            "photos",
            "out",
            "--format",
            "yolo",
            "--split-column",
            "part",
            "--json"
        )
        let counts = try outcome.object()
        #expect(counts["rows"] as? Int == 1 && counts["regions"] as? Int == 1 && counts["files"] as? Int == 3)
        #expect(counts["classes"] as? [String] == ["cat"])
        #expect(counts["skipped"] as? [String: Int] == ["not labelled": 1])
        let names = try FileManager.default.contentsOfDirectory(atPath: sandbox.path("out/labels/val"))
        let text = try String(
            contentsOfFile: sandbox.path("out/labels/val/\(try #require(names.first))"),
            encoding: .utf8
        )
        #expect(text == "0 0.500000 0.500000 0.500000 0.500000\n")
    }

    @Test(arguments: [
        ["--format", "csv", "--classes", "a"], ["--format", "coco", "--task", "obb"],
        ["--format", "coco", "--select", "photo"],
        ["--format", "yolo", "--media", "reference"], ["--format", "coco", "--row-group-rows", "5"],
        ["--format", "parquet", "--split-column", "part"],
    ])
    func `options of other formats are refused with what they are for`(words: [String]) async throws {
        try await labelled()
        let outcome = try await sandbox.run(["export", "photos", "out"] + words)
        #expect(outcome.status == 64)
        #expect(outcome.stderr.contains(words[2]))
        #expect(!FileManager.default.fileExists(atPath: sandbox.path("out")))
    }
}
