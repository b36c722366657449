import JSON

/// Counts what people labelled, row by row.
struct AnnotationTally {
    private var progress = AnnotationProgress()
    private var annotators: [Int?: AnnotationProgress.Annotator] = [:]
    private var seconds: [Int?: Mean] = [:]
    private var agreements: [Int?: Mean] = [:]
    private var agreement = Mean()
    private var labels: [LabelKey: AnnotationProgress.Label] = [:]
    private var choices: [String: Reliability] = [:]

    private struct LabelKey: Hashable {
        let control: String
        let label: String
    }

    /// A mean that grows.
    private struct Mean {
        private var sum = 0.0
        private var count = 0

        var value: Double? { count == 0 ? nil : sum / Double(count) }

        mutating func add(_ number: Double) {
            sum += number
            count += 1
        }
    }

    /// Adds a row.
    ///
    /// - Parameter cell: Its annotations; `nil` when there are none.
    /// - Throws: A ``Annotation/Malformation``.
    mutating func add(_ cell: String?) throws(Annotation.Malformation) {
        progress.rows += 1
        guard let cell else { return }
        let annotations = try Annotation.list(cell)
        let finished = annotations.finished
        if !finished.isEmpty { progress.labelled += 1 } else if !annotations.isEmpty { progress.skipped += 1 }
        progress.annotations += finished.count
        for annotation in annotations { count(annotation) }
        countLabels(finished)
        try compare(finished)
    }

    private mutating func count(_ annotation: Annotation) {
        var annotator = annotators[annotation.annotator] ?? .init(id: annotation.annotator)
        if annotation.isSkipped { annotator.skipped += 1 } else { annotator.annotations += 1 }
        if annotation.isGroundTruth { annotator.groundTruths += 1 }
        if !annotation.changed.isEmpty { annotator.lastChange = max(annotator.lastChange ?? "", annotation.changed) }
        annotators[annotation.annotator] = annotator
        if let time = annotation.leadTime, !annotation.isSkipped {
            seconds[annotation.annotator, default: Mean()].add(time)
        }
    }

    private mutating func countLabels(_ annotations: [Annotation]) {
        var inRow: Set<LabelKey> = []
        for result in annotations.flatMap(\.results) where ResultText.isOfLabels(result) {
            for answer in ResultText.answers(of: result) {
                let key = LabelKey(control: result["from_name"]?.stringValue ?? "", label: answer)
                labels[key, default: .init(control: key.control, label: answer)].count += 1
                if inRow.insert(key).inserted { labels[key]?.rows += 1 }
            }
        }
    }

    private mutating func compare(_ annotations: [Annotation]) throws(Annotation.Malformation) {
        guard annotations.count > 1 else { return }
        let pairs = try Agreement.pairs(annotations, nil)
        var own = [Mean](repeating: Mean(), count: annotations.count)
        var all = Mean()
        for pair in pairs {
            all.add(pair.agreement)
            own[pair.first].add(pair.agreement)
            own[pair.second].add(pair.agreement)
        }
        guard let agreement = all.value else { return }
        progress.compared += 1
        if agreement < 1 { progress.disputed += 1 }
        self.agreement.add(agreement)
        for (annotation, own) in zip(annotations, own) {
            if let own = own.value { agreements[annotation.annotator, default: Mean()].add(own) }
        }
        countClasses(annotations)
    }

    private mutating func countClasses(_ annotations: [Annotation]) {
        let classes = annotations.flatMap(\.results).filter(ResultText.isOfClasses)
        for control in Set(classes.compactMap { $0["from_name"]?.stringValue }) {
            choices[control, default: Reliability()]
                .add(annotations.compactMap { ResultText.answerSet($0.results.of(control)) })
        }
    }

    /// What was counted.
    var total: AnnotationProgress {
        var progress = progress
        progress.agreement = agreement.value
        progress.annotators = annotators.values
            .map { annotator in
                var annotator = annotator
                annotator.meanSeconds = seconds[annotator.id]?.value
                annotator.agreement = agreements[annotator.id]?.value
                return annotator
            }
            .sorted { ($1.annotations, $0.id ?? .max) < ($0.annotations, $1.id ?? .max) }
        progress.labels = labels.values.sorted { ($0.control, $1.count, $0.label) < ($1.control, $0.count, $1.label) }
        progress.reliability = choices.sorted { $0.key < $1.key }
            .compactMap { control, counts in counts.alpha.map { .init(control: control, alpha: $0) } }
        return progress
    }
}
