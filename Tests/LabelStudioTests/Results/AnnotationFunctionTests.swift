import Columnar
import Foundation
import JSON
import Lighttable
import Testing

@testable import LabelStudio

@Suite("Functions of annotations") struct AnnotationFunctionTests {
    private func values(_ expression: String, _ cells: [String?]) async throws -> [Value] {
        let table = try await LabelledTable(cells.map { (nil, $0, nil) })
        try table.store.functions.registerAnnotationFunctions()
        defer { withExtendedLifetime(table) {} }
        let rows = try await table.table.query().select(try Selection.list("\(expression) AS v")).collect()
        return rows.map { $0["v"] }
    }

    private static let two = #"""
        [{"id":1,"completed_by":7,"updated_at":"2026-01-01","result":[{"from_name":"kind","type":"choices","value":{"choices":["cat"]}}]},
         {"id":2,"completed_by":3,"updated_at":"2026-01-02","result":[
          {"from_name":"kind","type":"choices","value":{"choices":["dog"]}},
          {"from_name":"note","type":"textarea","value":{"text":["a","b"]}},
          {"from_name":"stars","type":"rating","value":{"rating":4}},
          {"from_name":"path","type":"taxonomy","value":{"taxonomy":[["Animal","Dog"]]}}]},
         {"id":3,"completed_by":9,"was_cancelled":true,"updated_at":"2026-01-03","result":[]}]
        """#

    @Test func `Counts and people are those of finished annotations`() async throws {
        #expect(
            try await values("annotation_count(annotations)", [Self.two, nil, "[]"]) == [.int(2), .int(0), .int(0)]
        )
        #expect(try await values("annotators(annotations)", [Self.two, nil]) == [.list([.int(3), .int(7)]), .null])
    }

    @Test func `Labels are those of the newest annotation, or of the ground truth`() async throws {
        let all = try await values("labels(annotations)", [Self.two, nil, "[]"])
        #expect(all == [.string(#"["dog","a","b","4","Animal/Dog"]"#), .null, .null])
        #expect(try await values("labels(annotations, 'kind')", [Self.two]) == [.string(#"["dog"]"#)])
        let truth = Self.two.replacing(#""completed_by":7"#, with: #""completed_by":7,"ground_truth":true"#)
        #expect(try await values("labels(annotations, 'kind')", [truth]) == [.string(#"["cat"]"#)])
    }

    @Test func `A choice is what most people chose, and null where as many chose another`() async throws {
        let third =
            Self.two.dropLast()
            + #",{"id":4,"result":[{"from_name":"kind","type":"choices","value":{"choices":["cat"]}}]}]"#
        let truth = Self.two.replacing(#""completed_by":3"#, with: #""completed_by":3,"ground_truth":true"#)
        let found = try await values("choice(annotations, 'kind')", [Self.two, String(third), truth, nil])
        #expect(found == [.null, .string("cat"), .string("dog"), .null])
        #expect(try await values("CAST(choice(annotations, 'stars') AS Int)", [Self.two]) == [.int(4)])
    }

    @Test func `Disputed rows can be found`() async throws {
        let agreed = LabelledTable.annotations([])
        let table = try await LabelledTable([(nil, Self.two, "a"), (nil, agreed, "b"), (nil, nil, "c")])
        defer { withExtendedLifetime(table) {} }
        try table.store.functions.registerAnnotationFunctions()
        let disputed = try await table.table.where(try Expression("agreement(annotations, 'kind') < 0.5")).collect()
        #expect(disputed.map { $0["part"] } == [.string("a")])
    }

    @Test func `Boxes and outlines are pre-annotations of the same regions`() async throws {
        let results = [
            LabelledTable.rectangle("car", 12.5, 25, 50, 10, rotation: 15),
            LabelledTable.polygon("tree", [(0, 0), (100, 0), (50, 12.5)]),
            LabelledTable.result(
                "ellipselabels",
                ["x": 50, "y": 50, "radiusX": 10, "radiusY": 5, "rotation": 30, "ellipselabels": ["sun"]]
            ),
        ]
        let controls = [
            "rectanglelabels": "RectangleLabels", "polygonlabels": "PolygonLabels", "ellipselabels": "EllipseLabels",
        ]
        for result in results {
            let cell = LabelledTable.annotations([result])
            let text = try #require(try await values("boxes(annotations)", [cell]).first?.stringValue)
            let type = try #require(result["type"]?.stringValue)
            let tag = try #require(controls[type])
            let config = try LabelConfig(
                "<View><Image name=\"img\" value=\"$photo\"/><\(tag) name=\"r\" toName=\"img\"><Label value=\"car\"/>"
                    + "<Label value=\"tree\"/><Label value=\"sun\"/></\(tag)></View>"
            )
            let control = try #require(config.namedControls.first)
            let reader = PreAnnotationReader(control: control, controls: [control])
            let again = try reader.predictions(try JSONValue(parsing: text), .init()).flatMap(\.results)
            #expect(again.count == 1)
            #expect(try again.map { try RegionReader.outline(of: $0) } == [try RegionReader.outline(of: result)])
            #expect(again.first.map { ResultText.answers(of: $0) } == ResultText.answers(of: result))
            #expect(again.first?["original_width"] == 640 && again.first?["original_height"] == 480)
        }
    }

    @Test func `Spans are pre-annotations of the same parts`() async throws {
        let cases: [(type: String, tag: String, object: String, value: JSONValue)] = [
            ("labels", "Labels", "Text", ["start": 3, "end": 9, "text": "abcdef", "labels": ["A"]]),
            ("labels", "Labels", "Audio", ["start": 0.5, "end": 2.25, "channel": 1, "labels": ["A"]]),
            (
                "paragraphlabels", "ParagraphLabels", "Paragraphs",
                [
                    "start": "2", "end": "2", "startOffset": 1, "endOffset": 4, "text": "abc",
                    "paragraphlabels": ["A"],
                ]
            ),
            (
                "timelinelabels", "TimelineLabels", "Video",
                ["ranges": [["start": 3, "end": 9]], "timelinelabels": ["A"]]
            ),
        ]
        for (type, tag, object, value) in cases {
            let result: JSONValue = ["from_name": "c", "to_name": "o", "type": .string(type), "value": value]
            let text = try await values("spans(annotations, 'c')", [LabelledTable.annotations([result])]).first
            let config = try LabelConfig(
                "<View><\(object) name=\"o\" value=\"$x\"/><\(tag) name=\"c\" toName=\"o\"><Label value=\"A\"/></\(tag)></View>"
            )
            let control = try #require(config.namedControls.first)
            let reader = PreAnnotationReader(control: control, controls: [control])
            let again = try reader.predictions(try JSONValue(parsing: try #require(text?.stringValue)), .init())
            #expect(again.flatMap(\.results).map { $0["value"] } == [value])
        }
    }

    @Test func `A cell with something else is an error of its row`() async throws {
        let error = await #expect(throws: LighttableError.self) {
            _ = try await values("labels(annotations)", [#"{"a":1}"#])
        }
        #expect(error?.message.contains("has no list of annotations") == true)
    }

    @Test func `They follow the annotations as computed columns`() async throws {
        let table = try await LabelledTable([(nil, nil, "a")])
        defer { withExtendedLifetime(table) {} }
        try table.store.functions.registerAnnotationFunctions()
        _ = try await table.table.addComputedColumn("kind", try Expression("choice(annotations)"))
        let choice: JSONValue = ["from_name": "k", "type": "choices", "value": ["choices": ["dog"]]]
        let changed = try await table.table.latest()
            .update(["annotations": "'\(LabelledTable.annotations([choice]))'"], where: "part = 'a'")
        let rows = try await changed.table.query().collect()
        #expect(rows.map { $0["kind"] } == [Value.string("dog")])
    }
}
