import Foundation
import Lighttable
import Testing

/// What can be told without a server; the conversation itself is tested in LabelStudioTests.
@Suite struct LabelTests {
    let sandbox: Sandbox

    init() throws { sandbox = try Sandbox() }

    private static let config = """
        <View><Image name="image" value="$photo"/>
        <Choices name="kind" toName="image"><Choice value="cat"/></Choices></View>
        """
    private static let silent = ["LABEL_STUDIO_URL": "http://127.0.0.1:9", "LABEL_STUDIO_API_KEY": "very-secret-key"]

    private func photos() async throws {
        let csv = try sandbox.photoCSV()
        try #require(try await sandbox.run("import", csv, "photos", "--type", "photo=Image").status == 0)
        try sandbox.file("labels.xml", Self.config)
    }

    private func unchanged() async throws -> Bool {
        try await sandbox.run("history", "photos", "--json").list().count == 1
    }

    @Test func `without a key the settings are named`() async throws {
        try await photos()
        for verb in [["label", "create", "photos", "--config", "labels.xml"], ["label", "sync", "photos"]] {
            let outcome = try await sandbox.run(verb)
            #expect(outcome.status == 1)
            #expect(outcome.stderr.contains("LABEL_STUDIO_URL"))
        }
        #expect(try await unchanged())
    }

    @Test func `progress counts rows, people and labels, and functions of annotations find what is disputed`()
        async throws
    {
        let lines = [
            #"{"id":1,"annotations":[{"id":1,"completed_by":4,"lead_time":2.5,"result":[{"from_name":"kind","type":"choices","value":{"choices":["cat"]}}]},{"id":2,"completed_by":5,"result":[{"from_name":"kind","type":"choices","value":{"choices":["dog"]}}]}]}"#,
            #"{"id":2,"annotations":[{"id":3,"completed_by":4,"result":[{"from_name":"kind","type":"choices","value":{"choices":["cat"]}}]}]}"#,
            #"{"id":3,"annotations":[{"id":4,"completed_by":5,"was_cancelled":true,"result":[]}]}"#,
            #"{"id":4,"annotations":null}"#,
        ]
        let file = try sandbox.file("rows.jsonl", lines.joined(separator: "\n"))
        try #require(try await sandbox.run("import", file, "t", "--type", "annotations=Json").status == 0)
        let progress = try await sandbox.run("label", "progress", "t", "--json").object()
        let counts = [
            "rows": 4, "labelled": 2, "skipped": 1, "open": 1, "annotations": 3, "compared": 1, "disputed": 1,
        ]
        for (name, count) in counts { #expect(progress[name] as? Int == count, "\(name)") }
        #expect(progress["agreement"] as? Double == 0)
        let annotators = try #require(progress["annotators"] as? [[String: Any]])
        #expect(annotators.map { $0["id"] as? Int } == [4, 5])
        #expect(annotators.map { $0["annotations"] as? Int } == [2, 1])
        #expect(annotators.map { $0["skipped"] as? Int } == [0, 1])
        #expect(annotators.first?["mean_seconds"] as? Double == 2.5)
        let labels = try #require(progress["labels"] as? [[String: Any]])
        #expect(labels.map { "\($0["label"] ?? "") \($0["rows"] ?? "")" } == ["cat 2", "dog 1"])
        let filtered = try await sandbox.run("label", "progress", "t", "--where", "id > 1", "--json").object()
        #expect(filtered["rows"] as? Int == 3)
        let disputed = try await sandbox.run(
            "show",
            "t",
            "--where",
            "agreement(annotations) < 1",
            "--select",
            "id",
            "--json"
        )
        #expect(try disputed.list().count == 1)
        let wrong = try await sandbox.run("label", "progress", "t", "--annotations-column", "id")
        #expect(wrong.status == 1 && wrong.stderr.contains("annotations are Json"))
    }

    @Test func `a label config that is not there is named`() async throws {
        try await photos()
        let outcome = try await sandbox.run(
            ["label", "create", "photos", "--config", "nowhere.xml", "--json"],
            environment: Self.silent
        )
        #expect(outcome.status == 1)
        #expect(try outcome.error()["file"] as? String == "nowhere.xml")
    }

    @Test func `a server that does not answer is told in one line, and the key stays secret`() async throws {
        try await photos()
        let outcome = try await sandbox.run(
            ["label", "create", "photos", "--config", "labels.xml"],
            environment: Self.silent
        )
        #expect(outcome.status == 1)
        #expect(outcome.errorLines.count == 1)
        #expect(outcome.stderr.contains("127.0.0.1:9"))
        #expect(!outcome.stderr.contains("very-secret-key"))
        #expect(try await unchanged())
    }

    @Test func `a control for a tag that is not there is found before the server is asked`() async throws {
        try await photos()
        try sandbox.file("bad.xml", Self.config.replacing("toName=\"image\"", with: "toName=\"imgae\""))
        let outcome = try await sandbox.run(
            ["label", "create", "photos", "--config", "bad.xml"],
            environment: Self.silent
        )
        #expect(outcome.status == 1)
        #expect(outcome.stderr.contains("imgae"))
    }

    @Test func `an older version cannot be linked or synchronised`() async throws {
        try await photos()
        for verb in [["label", "create", "photos@0", "--config", "labels.xml"], ["label", "sync", "photos@0"]] {
            let outcome = try await sandbox.run(verb, environment: Self.silent)
            #expect(outcome.status == 1)
            #expect(outcome.stderr.contains("@0"))
        }
    }

    @Test func `a table without projects has an empty list`() async throws {
        try await photos()
        let outcome = try await sandbox.run("label", "ls", "photos", "--json")
        #expect(outcome.status == 0, "\(outcome.stderr)")
        #expect(outcome.stdout == "[]\n")
    }

    @Test func `a link that is not there cannot be taken away, and may be passed over`() async throws {
        try await photos()
        let outcome = try await sandbox.run("label", "unlink", "photos", "--project", "other", "--json")
        #expect(outcome.status == 1)
        #expect(try outcome.error()["code"] as? String == "notLinked")
        let passed = try await sandbox.run(
            "label",
            "unlink",
            "photos",
            "--project",
            "other",
            "--ignore-errors",
            "--json"
        )
        #expect(try passed.object()["unlinked"] as? [String] == [])
        #expect(try await sandbox.run("label", "unlink", "photos").status == 64)
        #expect(try await unchanged())
    }

    @Test func `watching waits for a server that is gone, until a signal ends it well`() async throws {
        try await photos()
        let store = try Store.open(at: sandbox.store.path)
        var edits = TableEdits(operation: "LINK")
        edits.settings = [
            "link.ls_project_0":
                #"{"project":1,"url":"http://127.0.0.1:9","media_import_method":"file","columns":{"image":"photo"}}"#
        ]
        _ = try await store.table("photos").update(edits)
        let settings = Self.silent.map { "\($0)=\($1)" }.joined(separator: " ")
        let command = "\(Invocation.binary.path) label watch photos --interval 0.1 --json"
        let script = "env \(settings) timeout --preserve-status --signal=TERM 3 \(command); echo $?"
        let lines = try await Shell.run(script, in: sandbox).split(separator: "\n")
        #expect(lines.count == 2 && lines[0].contains(#""event":"lost""#) && lines[1] == "0", "\(lines)")
        #expect(!lines[0].contains("very-secret-key"))
    }
}
