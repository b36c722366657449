import Foundation
import JSON
import Lighttable
import Testing

@testable import LabelStudio

@Suite("Pre-annotations become Label Studio's results") struct PreAnnotationTests {
    private static let labels = "<Label value=\"car\"/><Label value=\"person\" alias=\"P\"/><Label value=\"tree\"/>"
    private static let choices = "<Choice value=\"cat\"/><Choice value=\"dog\" alias=\"d\"/>"

    private func predictions(
        _ control: String,
        _ cell: String,
        object: String = "<Image name=\"o\" value=\"$x\"/>",
        _ context: PreAnnotationContext = .init()
    ) throws -> [Prediction] {
        let config = try LabelConfig("<View>\(object)\(control)</View>")
        let controls = config.namedControls
        let reader = PreAnnotationReader(control: try #require(controls.first), controls: controls)
        return try reader.predictions(try JSONValue(parsing: cell), context)
    }

    private func values(
        _ control: String,
        _ cell: String,
        object: String = "<Image name=\"o\" value=\"$x\"/>",
        _ context: PreAnnotationContext = .init()
    ) throws -> [JSONValue] {
        let results = try predictions(control, cell, object: object, context).flatMap(\.results)
        for result in results {
            #expect(result["from_name"] == "c" && result["to_name"] == "o")
            #expect(result["id"]?.stringValue?.hasPrefix("c_") == true)
        }
        return try results.map { try #require($0["value"]) }
    }

    @Test(
        "each control has a simple form",
        arguments: [
            (
                "<RectangleLabels name=\"c\" toName=\"o\">\(labels)</RectangleLabels>",
                #"{"image":{"width":200,"height":100},"annotations":[{"bbox":[20,10,40,50],"category":"person","score":0.5}]}"#,
                #"[{"x":10.0,"y":10.0,"width":20.0,"height":50.0,"rotation":0,"rectanglelabels":["P"]}]"#
            ),
            (
                "<Rectangle name=\"c\" toName=\"o\"/>",
                #"{"image":{"width":100,"height":100},"annotations":[{"bbox":[1,2,3,4]}]}"#,
                #"[{"x":1.0,"y":2.0,"width":3.0,"height":4.0,"rotation":0}]"#
            ),
            (
                "<PolygonLabels name=\"c\" toName=\"o\">\(labels)</PolygonLabels>",
                #"{"image":{"width":10,"height":10},"annotations":[{"segmentation":[[1,1,2,1,2,2]],"label":"car"},{"points":[[0,0],[5,0],[5,5]],"label":"tree"}]}"#,
                #"[{"points":[[10.0,10.0],[20.0,10.0],[20.0,20.0]],"closed":true,"polygonlabels":["car"]},{"points":[[0.0,0.0],[50.0,0.0],[50.0,50.0]],"closed":true,"polygonlabels":["tree"]}]"#
            ),
            (
                "<KeyPointLabels name=\"c\" toName=\"o\">\(labels)</KeyPointLabels>",
                #"{"image":{"width":10,"height":20},"annotations":[{"point":[5,5],"label":"car"},{"x":1,"y":2,"size":1,"label":"tree"}]}"#,
                #"[{"x":50.0,"y":25.0,"width":0.5,"keypointlabels":["car"]},{"x":10.0,"y":10.0,"width":1,"keypointlabels":["tree"]}]"#
            ),
            (
                "<EllipseLabels name=\"c\" toName=\"o\">\(labels)</EllipseLabels>",
                #"{"image":{"width":10,"height":10},"annotations":[{"center":[5,5],"radius":[1,2],"label":2}]}"#,
                #"[{"x":50.0,"y":50.0,"radiusX":10.0,"radiusY":20.0,"rotation":0,"ellipselabels":["tree"]}]"#
            ),
            (
                "<BrushLabels name=\"c\" toName=\"o\">\(labels)</BrushLabels>",
                #"{"image":{"width":4,"height":2},"annotations":[{"rle":[0,0,0,32],"label":"car"}]}"#,
                #"[{"format":"rle","rle":[0,0,0,32],"brushlabels":["car"]}]"#
            ),
            ("<Choices name=\"c\" toName=\"o\">\(choices)</Choices>", #""cat""#, #"[{"choices":["cat"]}]"#),
            ("<Choices name=\"c\" toName=\"o\">\(choices)</Choices>", #"["cat","dog"]"#, #"[{"choices":["cat","d"]}]"#),
            (
                "<Choices name=\"c\" toName=\"o\">\(choices)</Choices>", #"{"label":"dog","score":0.75}"#,
                #"[{"choices":["d"]}]"#
            ),
            ("<TextArea name=\"c\" toName=\"o\"/>", #""a caption""#, #"[{"text":["a caption"]}]"#),
            ("<Rating name=\"c\" toName=\"o\"/>", "4", #"[{"rating":4}]"#),
            ("<Number name=\"c\" toName=\"o\"/>", "4.5", #"[{"number":4.5}]"#),
            ("<DateTime name=\"c\" toName=\"o\"/>", #""2026-01-31""#, #"[{"datetime":"2026-01-31"}]"#),
            ("<Taxonomy name=\"c\" toName=\"o\"/>", #"["Animal","Cat"]"#, #"[{"taxonomy":[["Animal","Cat"]]}]"#),
            ("<Taxonomy name=\"c\" toName=\"o\"/>", #"[["A","B"],["C"]]"#, #"[{"taxonomy":[["A","B"],["C"]]}]"#),
            ("<Ranker name=\"c\" toName=\"o\"/>", #"{"best":["1","2"]}"#, #"[{"ranker":{"best":["1","2"]}}]"#),
            ("<Pairwise name=\"c\" toName=\"o\"/>", #""left""#, #"[{"selected":"left"}]"#),
        ]
    )
    func forms(control: String, cell: String, expected: String) throws {
        #expect(JSONValue.array(try values(control, cell)) == (try JSONValue(parsing: expected)))
    }

    @Test func `spans of text, sound, dialogues, series and videos`() throws {
        let text = "<Text name=\"o\" value=\"$x\"/>"
        let spans = #"[{"start":6,"end":10,"label":"car"}]"#
        let found = try values(
            "<Labels name=\"c\" toName=\"o\">\(Self.labels)</Labels>",
            spans,
            object: text,
            .init(text: "A 🚗 is fast")
        )
        #expect(found == [["start": 6, "end": 10, "text": "s fa", "labels": ["car"]]])
        let sound = try predictions(
            "<Labels name=\"c\" toName=\"o\">\(Self.labels)</Labels>",
            #"{"original_length":9.5,"annotations":[{"start":0.5,"end":2.25,"label":"tree"}]}"#,
            object: "<Audio name=\"o\" value=\"$x\"/>"
        )
        #expect(sound[0].results[0]["value"] == ["start": 0.5, "end": 2.25, "channel": 0, "labels": ["tree"]])
        #expect(sound[0].results[0]["original_length"] == 9.5)
        let said = try values(
            "<ParagraphLabels name=\"c\" toName=\"o\">\(Self.labels)</ParagraphLabels>",
            #"[{"paragraph":2,"start":0,"end":5,"label":"car","text":"Hello"}]"#
        )
        #expect(
            said == [
                [
                    "start": "2", "end": "2", "startOffset": 0, "endOffset": 5, "text": "Hello",
                    "paragraphlabels": ["car"],
                ]
            ]
        )
        let video = try values(
            "<TimelineLabels name=\"c\" toName=\"o\">\(Self.labels)</TimelineLabels>",
            #"[{"start":3,"end":12,"label":"car"}]"#
        )
        #expect(video == [["ranges": [["start": 3, "end": 12]], "timelinelabels": ["car"]]])
        let series = try values(
            "<TimeSeriesLabels name=\"c\" toName=\"o\">\(Self.labels)</TimeSeriesLabels>",
            #"[{"start":3,"end":3,"label":"car"}]"#
        )
        #expect(series == [["start": 3, "end": 3, "instant": true, "timeserieslabels": ["car"]]])
    }

    @Test func `numbers are those of the document, of COCO, or places among the labels`() throws {
        func labels(_ names: [String], _ cell: String) throws -> [String?] {
            let tags = names.map { "<Label value=\"\($0)\"/>" }.joined()
            let control = "<RectangleLabels name=\"c\" toName=\"o\">\(tags)</RectangleLabels>"
            return try values(control, cell).map { $0["rectanglelabels"]?.arrayValue?.first?.stringValue }
        }
        let boxes = { (labels: String) in
            #"{"image":{"width":9,"height":9},"annotations":["#
                + labels.split(separator: ",").map { "{\"bbox\":[1,1,2,2],\"category\":\($0)}" }.joined(separator: ",")
                + "]}"
        }
        #expect(try labels(["car", "person"], boxes("1,3,44,\"bottle\"")) == ["person", "car"])
        #expect(try labels(["stamp", "car"], boxes("1,0")) == ["car", "stamp"])
        let own = boxes("7,8")
            .replacing("{\"image\"", with: #"{"categories":[{"id":7,"name":"car"},{"id":8,"name":"ox"}],"image""#)
        #expect(try labels(["stamp", "car"], own) == ["car"])
        for (names, label) in [(["stamp"], "5"), (["stamp"], "\"stmp\""), (["car"], "12")] {
            let error = #expect(throws: PreAnnotationError.self) { _ = try labels(names, boxes(label)) }
            #expect(error?.reason.contains("has the label") == true)
        }
    }

    @Test func `results of Label Studio stay as they are, of whichever control`() throws {
        let both = "<Choices name=\"c\" toName=\"o\">\(Self.choices)</Choices><TextArea name=\"t\" toName=\"o\"/>"
        let result = #"{"type":"textarea","from_name":"t","to_name":"o","value":{"text":["x"]},"id":"7"}"#
        let nameless = #"{"type":"choices","value":{"choices":["cat"]}}"#
        let plain = try predictions(both, "[\(result),\(nameless)]")
        #expect(plain.count == 1)
        #expect(plain[0].results[0] == (try JSONValue(parsing: result)))
        #expect(plain[0].results[1]["from_name"] == "c")
        let scored = try predictions(both, #"{"result":[\#(result)],"score":0.25,"model_version":"m1"}"#)
        #expect(scored[0].score == 0.25 && scored[0].modelVersion == "m1")
        let several = try predictions(both, #"[{"result":[\#(result)],"id":4,"completed_by":1},{"result":[]}]"#)
        #expect(several.count == 2)
        #expect(try predictions(both, "null").isEmpty)
        let unknown = #expect(throws: PreAnnotationError.self) {
            _ = try predictions(both, "[\(result.replacing("\"t\"", with: "\"z\""))]")
        }
        #expect(unknown?.reason == "has a result of the control `z`, but there is only `c`, `t`")
    }

    @Test(
        "what makes no sense is said",
        arguments: [
            ("<RectangleLabels name=\"c\" toName=\"o\">\(labels)</RectangleLabels>", "\"x\"", "is no list"),
            (
                "<RectangleLabels name=\"c\" toName=\"o\">\(labels)</RectangleLabels>",
                #"{"image":{"width":0,"height":1},"annotations":[{"bbox":[1,1,1,1],"label":"car"}]}"#, "above 0"
            ),
            (
                "<RectangleLabels name=\"c\" toName=\"o\">\(labels)</RectangleLabels>",
                #"{"image":{"width":9,"height":1},"annotations":[{"bbox":[1,1,1],"label":"car"}]}"#, "are not 4 numbers"
            ),
            (
                "<RectangleLabels name=\"c\" toName=\"o\">\(labels)</RectangleLabels>",
                #"{"annotations":[{"bbox":[1,1,1,1],"label":"car"}]}"#, "the picture is not on this machine"
            ),
            (
                "<RectangleLabels name=\"c\" toName=\"o\">\(labels)</RectangleLabels>",
                #"{"image":{"width":9,"height":9},"annotations":[{"bbox":[1,1,1,1]}]}"#, "without a \"label\""
            ),
            (
                "<Choices name=\"c\" toName=\"o\">\(choices)</Choices>", "\"cow\"",
                "has the label `cow`, but `c` has `cat`, `d`"
            ),
            (
                "<Choices name=\"c\" toName=\"o\">\(choices)</Choices>", #"{"label":"cat","score":7}"#,
                "not within 0 and 1"
            ),
            ("<Rating name=\"c\" toName=\"o\"/>", "\"five\"", "is no whole number"),
            ("<Number name=\"c\" toName=\"o\"/>", "\"five\"", "is not a number"),
            ("<Taxonomy name=\"c\" toName=\"o\"/>", "5", "is no path"),
            (
                "<Labels name=\"c\" toName=\"o\">\(labels)</Labels>", #"[{"start":5,"end":2,"label":"car"}]"#,
                "ends before"
            ),
            (
                "<VideoRectangle name=\"c\" toName=\"o\"/>", #"{"boxes":[]}"#,
                "there is no simpler form for videorectangle"
            ),
        ]
    )
    func mistakes(control: String, cell: String, reason: String) throws {
        let error = #expect(throws: PreAnnotationError.self) { _ = try values(control, cell) }
        #expect(error?.reason.contains(reason) == true, "\(error?.reason ?? "")")
    }
}
