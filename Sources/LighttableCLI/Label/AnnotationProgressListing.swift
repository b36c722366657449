import JSON
import LabelStudio
import Lighttable

/// How far labelling has come, for programs and for people.
struct AnnotationProgressListing {
    private let progress: AnnotationProgress

    init(_ progress: AnnotationProgress) { self.progress = progress }

    func json(of table: Table) -> JSONValue {
        [
            "table": .string(table.name), "version": .int(table.version), "rows": .int(progress.rows),
            "labelled": .int(progress.labelled), "skipped": .int(progress.skipped), "open": .int(progress.open),
            "annotations": .int(progress.annotations), "compared": .int(progress.compared),
            "disputed": .int(progress.disputed), "agreement": number(progress.agreement),
            "annotators": .array(progress.annotators.map(json)), "labels": .array(progress.labels.map(json)),
            "reliability": .array(
                progress.reliability.map { ["control": .string($0.control), "alpha": number($0.alpha)] }
            ),
        ]
    }

    func print(in session: Session) throws {
        let parts = [
            "\(Quantity.count(progress.labelled)) of \(Quantity.count(progress.rows, "row")) labelled",
            "\(Quantity.count(progress.skipped)) skipped", "\(Quantity.count(progress.open)) open",
        ]
        try session.out.line(parts.joined(separator: ", "))
        if progress.compared > 0 {
            let share = progress.agreement.map(percent) ?? ""
            try session.out.line(
                "\(Quantity.count(progress.compared, "row")) labelled more than once: agreement \(share), "
                    + "\(Quantity.count(progress.disputed)) disputed"
            )
        }
        for item in progress.reliability {
            try session.out.line("\(CellText.oneLine(item.control)): Krippendorff's alpha \(decimal(item.alpha))")
        }
        if !progress.annotators.isEmpty { try printAnnotators(session) }
        if !progress.labels.isEmpty { try printLabels(session) }
    }

    private func printAnnotators(_ session: Session) throws {
        try session.out.line("")
        let headings =
            [TableRenderer.Column(title: "annotator")] + numeric(["annotations", "skipped", "mean time", "agreement"])
        let rows = progress.annotators.map { annotator -> [String?] in
            [
                annotator.email.map { CellText.oneLine($0) } ?? annotator.id.map { "account \($0)" } ?? "unknown",
                Quantity.count(annotator.annotations), Quantity.count(annotator.skipped),
                annotator.meanSeconds.map { Quantity.duration($0) } ?? "", annotator.agreement.map(percent) ?? "",
            ]
        }
        try session.table(headings, rows, hasBorders: false)
    }

    private func printLabels(_ session: Session) throws {
        try session.out.line("")
        let headings = ["control", "label"].map { TableRenderer.Column(title: $0) } + numeric(["count", "rows"])
        let rows = progress.labels.map { label -> [String?] in
            [
                CellText.oneLine(label.control), CellText.oneLine(label.label), Quantity.count(label.count),
                Quantity.count(label.rows),
            ]
        }
        try session.table(headings, rows, hasBorders: false)
    }

    private func numeric(_ titles: [String]) -> [TableRenderer.Column] {
        titles.map { TableRenderer.Column(title: $0, isRightAligned: true) }
    }

    private func json(_ annotator: AnnotationProgress.Annotator) -> JSONValue {
        [
            "id": JSONValue(annotator.id), "email": annotator.email.map { .string($0) } ?? .null,
            "annotations": .int(annotator.annotations), "skipped": .int(annotator.skipped),
            "ground_truths": .int(annotator.groundTruths), "mean_seconds": number(annotator.meanSeconds),
            "agreement": number(annotator.agreement), "last_change": annotator.lastChange.map { .string($0) } ?? .null,
        ]
    }

    private func json(_ label: AnnotationProgress.Label) -> JSONValue {
        [
            "control": .string(label.control), "label": .string(label.label), "count": .int(label.count),
            "rows": .int(label.rows),
        ]
    }

    private func number(_ number: Double?) -> JSONValue {
        number.map { JSONValue(($0 * 1e4).rounded() / 1e4) } ?? .null
    }

    private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded(.down))) %" }

    private func decimal(_ number: Double) -> String { "\((number * 100).rounded() / 100)" }
}
