import JSON
import LabelStudio

/// What an export of annotations reports.
struct AnnotationCounts: ExportSummary {
    private let report: AnnotationExportReport

    init(_ report: AnnotationExportReport) {
        self.report = report
    }

    var lines: [String] {
        let written =
            "\(report.path): \(Quantity.count(report.images, "picture")), \(Quantity.count(report.regions, "region")) with "
            + "\(Quantity.count(report.classes.count, "label")), \(Quantity.bytes(report.bytes)) in "
            + Quantity.duration(report.seconds)
        guard !report.skipped.isEmpty else { return [written] }
        let reasons = report.skipped.sorted { $0.key < $1.key }.map { "\(Quantity.count($0.value)) \($0.key)" }
        return [written, "left out: \(reasons.joined(separator: ", "))"]
    }

    var json: JSONValue {
        [
            "path": .string(report.path), "files": .int(report.files), "rows": .int(report.images),
            "bytes": .int(report.bytes), "seconds": .seconds(report.seconds), "regions": .int(report.regions),
            "classes": .array(report.classes.map(JSONValue.string)),
            "skipped": .object(JSONObject(report.skipped.mapValues(JSONValue.int))),
        ]
    }
}
