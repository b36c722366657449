import Foundation
import JSON
import Lighttable
import Testing

@testable import LabelStudio

@Suite("Annotations are compared") struct AgreementTests {
    private typealias Box = (label: String, x: Double, y: Double, width: Double, height: Double)

    private func result(_ control: String, _ type: String, _ value: JSONValue) -> JSONValue {
        ["from_name": .string(control), "to_name": "o", "type": .string(type), "value": value]
    }

    private func boxes(_ boxes: [Box]) -> [JSONValue] {
        boxes.map { LabelledTable.rectangle($0.label, $0.x, $0.y, $0.width, $0.height) }
    }

    private func choice(_ choices: String...) -> [JSONValue] {
        [result("kind", "choices", ["choices": .array(choices.map { .string($0) })])]
    }

    private func cell(_ annotations: [[JSONValue]]) -> String {
        JSONValue.array(
            annotations.enumerated().map { ["id": .int($0 + 1), "completed_by": .int($0 + 1), "result": .array($1)] }
        )
        .text(.compact)
    }

    private func agreement(_ annotations: [JSONValue]..., control: String? = nil) throws -> Double? {
        try Agreement.of(try Annotation.list(cell(annotations)), control: control)
    }

    private func near(_ number: Double?, _ other: Double, _ tolerance: Double = 1e-9) -> Bool {
        number.map { abs($0 - other) <= tolerance } ?? false
    }

    @Test func `One annotation agrees with nobody`() throws {
        #expect(try agreement() == nil)
        #expect(try agreement(choice("cat")) == nil)
    }

    @Test func `Equal annotations agree fully and ones without anything in common not at all`() throws {
        let some = boxes([("car", 10, 10, 20, 20), ("tree", 50, 50, 10, 40)]) + choice("day")
        #expect(try agreement(some, some) == 1)
        #expect(try agreement([], []) == 1)
        #expect(try agreement(some, []) == 0)
        let others = boxes([("car", 60, 60, 20, 20), ("bush", 50, 50, 10, 40)]) + choice("night")
        #expect(try agreement(some, others) == 0)
    }

    @Test func `Choices are compared as sets and every pair of annotations counts alike`() throws {
        #expect(near(try agreement(choice("a", "b"), choice("b", "c")), 1 / 3))
        #expect(near(try agreement(choice("a"), choice("a"), choice("b")), 1 / 3))
    }

    @Test func `Only one control is compared where it is named`() throws {
        let first = boxes([("car", 10, 10, 20, 20)]) + choice("day")
        let second = boxes([("car", 60, 10, 20, 20)]) + choice("day")
        #expect(try agreement(first, second) == 0.5)
        #expect(try agreement(first, second, control: "kind") == 1)
        #expect(try agreement(first, second, control: "r") == 0)
    }

    @Test func `A region that only one annotation has counts against them`() throws {
        let one = boxes([("car", 10, 10, 20, 20)])
        let two = one + boxes([("car", 60, 60, 20, 20)])
        #expect(near(try agreement(one, two), 2.0 / 3, 0.01))
    }

    @Test func `Rectangles agree by intersection over union, whoever is first`() throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<200 {
            let (first, second) = (Self.box(&random), Self.box(&random))
            let width = min(first.x + first.width, second.x + second.width) - max(first.x, second.x)
            let height = min(first.y + first.height, second.y + second.height) - max(first.y, second.y)
            let common = max(0, width) * max(0, height)
            let expected = common / (first.width * first.height + second.width * second.height - common)
            let found = try agreement(boxes([first]), boxes([second]))
            #expect(near(found, expected, 0.02), "\(first) and \(second): \(String(describing: found))")
            #expect(try agreement(boxes([second]), boxes([first])) == found)
        }
    }

    private static func box(_ random: inout SystemRandomNumberGenerator) -> Box {
        let (x, y) = (Double.random(in: 0...60, using: &random), Double.random(in: 0...60, using: &random))
        let (width, height) = (Double.random(in: 5...40, using: &random), Double.random(in: 5...40, using: &random))
        return ("car", x, y, width, height)
    }

    @Test func `Outlines are compared by their area`() throws {
        let triangle = [LabelledTable.polygon("car", [(0, 0), (100, 0), (0, 100)])]
        let square = [LabelledTable.polygon("car", [(0, 0), (100, 0), (100, 100), (0, 100)])]
        #expect(near(try agreement(triangle, square), 0.5, 0.01))
        // The part within an odd number of its turns, so that a hole is none of it.
        let ring = [
            LabelledTable.polygon(
                "car",
                [(0, 0), (100, 0), (100, 100), (0, 100), (0, 0), (25, 25), (75, 25), (75, 75), (25, 75), (25, 25)]
            )
        ]
        #expect(near(try agreement(ring, square), 0.75, 0.01))
    }

    @Test func `Spans agree by what they have in common, in one place and with one label`() throws {
        func span(_ start: Int, _ end: Int, _ label: String = "PER") -> [JSONValue] {
            [result("ner", "labels", ["start": .int(start), "end": .int(end), "labels": [.string(label)]])]
        }
        #expect(near(try agreement(span(0, 10), span(5, 15)), 1 / 3))
        #expect(try agreement(span(0, 10), span(0, 10, "ORG")) == 0)
        func part(_ paragraph: String) -> [JSONValue] {
            let value: JSONValue = [
                "start": .string(paragraph), "end": .string(paragraph), "startOffset": 0, "endOffset": 4,
                "paragraphlabels": ["Q"],
            ]
            return [result("q", "paragraphlabels", value)]
        }
        #expect(try agreement(part("0"), part("0")) == 1)
        #expect(try agreement(part("0"), part("1")) == 0)
    }

    @Test func `What was skipped does not count`() throws {
        let text = #"[{"id":1,"result":[]},{"id":2,"was_cancelled":true,"result":[]}]"#
        #expect(try Agreement.of(try Annotation.list(text), control: nil) == nil)
    }

    /// The example of the paper, where its alpha for nominal data is 0.743.
    @Test func `Reliability is Krippendorff's alpha`() throws {
        let observers = ["123321412...", "12332241 25.3", ".33323422 51.", "12332441251."]
            .map { $0.filter { $0 != " " } }
        var reliability = Reliability()
        for unit in 0..<12 {
            let values = observers.map { String(Array($0)[unit]) }.filter { $0 != "." }
            reliability.add(values)
        }
        #expect(near(reliability.alpha, 0.743, 0.0005))
        var constant = Reliability()
        constant.add(["a", "a"])
        #expect(constant.alpha == nil)
    }
}
