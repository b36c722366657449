import JSON
import Lighttable

/// Streams rows as JSON.
enum JSONRows {
    /// Writes one object on each line and returns their number.
    @discardableResult
    static func writeLines(_ rows: RowSequence, to output: Output) async throws -> Int {
        var count = 0
        for try await row in rows {
            try output.line(text(row))
            count += 1
        }
        return count
    }

    /// A list of objects.
    static func writeList(_ rows: RowSequence, to output: Output) async throws {
        var isFirst = true
        try output.write("[")
        for try await row in rows {
            try output.write((isFirst ? "\n" : ",\n") + text(row))
            isFirst = false
        }
        try output.line(isFirst ? "]" : "\n]")
    }

    private static func text(_ row: Row) -> String {
        var writer = JSONWriter(.line)
        writer.row(row)
        return writer.text
    }
}
