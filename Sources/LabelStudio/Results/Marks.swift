import JSON
import Lighttable

/// What one annotation says with one control, in a form that can be compared.
struct Marks: Sendable {
    /// A region or span with a label.
    struct Extent: Sendable {
        enum Form: Sendable {
            case outline([Region.Point])
            case span(Span)
        }

        let label: String
        let form: Form

        func overlap(with other: Extent) -> Double {
            switch (form, other.form) {
            case (.outline(let first), .outline(let second)): Overlap.of(first, second)
            case (.span(let first), .span(let second)): Overlap.of(first, second)
            default: 0
            }
        }
    }

    /// Percents of a picture of which nobody knows the size.
    private static let square = PictureSize(width: 100, height: 100)

    var extents: [Extent] = []
    var answers: Set<String> = []

    /// What results say, by control.
    ///
    /// - Throws: A ``Annotation/Malformation``.
    static func byControl(
        _ results: [JSONValue],
        _ control: String?
    ) throws(Annotation.Malformation) -> [String: Marks] {
        var marks: [String: Marks] = [:]
        for result in results.of(control) where result["type"]?.stringValue != "relation" {
            let name = result["from_name"]?.stringValue ?? ""
            try marks[name, default: Marks()].add(result, among: results)
        }
        return marks
    }

    private mutating func add(_ result: JSONValue, among results: [JSONValue]) throws(Annotation.Malformation) {
        let labels = ResultText.labels(of: result, among: results)
        var forms: [Extent.Form] = Span.all(of: result).map { .span($0) }
        if let outline = try RegionReader.outline(of: result) {
            let size = RegionReader.size(of: result) ?? Self.square
            forms = [.outline(Region(label: "", form: outline).outline(in: size))]
        }
        for form in forms { extents += (labels.isEmpty ? [""] : labels).map { Extent(label: $0, form: form) } }
        guard forms.isEmpty else { return }
        // A region that cannot be measured, such as a mask, is the same or not.
        let isMarked = result["type"]?.stringValue?.hasSuffix("labels") == true
        let answers = isMarked ? [] : ResultText.answers(of: result)
        self.answers.formUnion(answers.isEmpty ? [result["value"]?.text(.canonical) ?? ""] : answers)
    }
}
