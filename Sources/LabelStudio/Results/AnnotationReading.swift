import JSON
import Lighttable

/// What the annotations of a row say, in forms to work with.
struct AnnotationReading: Sendable {
    let annotations: [Annotation]
    /// The control whose results count, by its name in the label config; `nil` for all.
    let control: String?

    /// - Throws: A ``Annotation/Malformation``.
    init(_ text: String, control: String?) throws(Annotation.Malformation) {
        annotations = try Annotation.list(text)
        self.control = control
        all = annotations.newest?.results
    }

    /// All results of the annotation that counts: the ground truth, or what was changed last; `nil` where nobody labelled
    /// the row.
    private let all: [JSONValue]?

    /// Those of the control.
    private var results: [JSONValue]? { all?.of(control) }

    /// The different answers of the annotation that counts, in their order.
    var labels: JSONValue {
        guard let results else { return .null }
        var seen: Set<String> = []
        let answers = results.flatMap { ResultText.answers(of: $0) }.filter { seen.insert($0).inserted }
        return .array(answers.map { .string($0) })
    }

    /// The one answer that most annotations give; the ground truth decides where there is one.
    var choice: String? {
        let counting = annotations.filter(\.isGroundTruth).finished
        let answers = (counting.isEmpty ? annotations.finished : counting)
            .compactMap { annotation -> String? in
                let answers = Set(annotation.results.of(control).flatMap { ResultText.answers(of: $0) })
                return answers.count == 1 ? answers.first : nil
            }
        let votes = Dictionary(grouping: answers) { $0 }.mapValues(\.count)
        guard let most = votes.values.max() else { return nil }
        let winners = votes.filter { $0.value == most }
        return winners.count == 1 ? winners.first?.key : nil
    }

    /// The outlines of the annotation that counts, in pixels as in COCO: what a pre-annotation may be.
    ///
    /// - Throws: A ``Annotation/Malformation``.
    func boxes() throws(Annotation.Malformation) -> JSONValue {
        guard let results else { return .null }
        var items: [JSONValue] = []
        var picture: PictureSize?
        for result in results {
            guard let form = try RegionReader.outline(of: result) else { continue }
            guard let size = RegionReader.size(of: result) else {
                throw Annotation.Malformation(reason: "has a region without \"original_width\" and \"original_height\"")
            }
            picture = size
            let labels = ResultText.labels(of: result, among: all ?? [])
            let places = RegionDocument(form, in: size).members
            if labels.isEmpty { items.append(.object(places)) }
            for label in labels { items.append(.object((["label": .string(label)] as JSONObject).merging(places))) }
        }
        guard let picture else { return ["annotations": []] }
        return [
            "image": ["width": .int(picture.width), "height": .int(picture.height)], "annotations": .array(items),
        ]
    }

    /// The parts of a text, a dialogue, a sound, a series or a video, as a pre-annotation may have them.
    var spans: JSONValue {
        guard let results else { return .null }
        return .array(
            results.flatMap { result in
                let labels = ResultText.labels(of: result, among: all ?? [])
                return Span.all(of: result)
                    .flatMap { span in
                        labels.map { JSONValue.object(span.document.merging(["label": .string($0)])) }
                    }
            }
        )
    }
}

extension [JSONValue] {
    /// The results of a control, all of them when there is no name.
    func of(_ control: String?) -> [JSONValue] {
        guard let control else { return self }
        return filter { $0["from_name"]?.stringValue == control }
    }
}
