import JSON
import Lighttable

/// The counts that an export reports.
struct ExportCounts: ExportSummary {
    var path: String
    var files: Int
    var rows: Int
    var bytes: Int
    var seconds: Double

    var lines: [String] {
        [
            "\(path): \(Quantity.count(rows, "row")), \(Quantity.count(files, "file")), \(Quantity.bytes(bytes)) in "
                + Quantity.duration(seconds)
        ]
    }

    var json: JSONValue {
        [
            "path": .string(path), "files": .int(files), "rows": .int(rows), "bytes": .int(bytes),
            "seconds": .seconds(seconds),
        ]
    }
}

extension ExportCounts {
    init(_ report: ExportReport) {
        self.init(
            path: report.path,
            files: report.files,
            rows: report.rows,
            bytes: report.bytes,
            seconds: report.seconds
        )
    }
}
