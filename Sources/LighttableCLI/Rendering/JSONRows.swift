import Lighttable

/// Streams rows as JSON.
enum JSONRows {
    /// Writes one object on each line and returns their number.
    @discardableResult
    static func writeLines(_ rows: RowSequence, to output: Output) async throws -> Int {
        var count = 0
        for try await row in rows {
            try output.line(JSONValue(row).text)
            count += 1
        }
        return count
    }

    /// A list of objects.
    static func writeList(_ rows: RowSequence, to output: Output) async throws {
        var isFirst = true
        try output.write("[")
        for try await row in rows {
            try output.write((isFirst ? "\n" : ",\n") + JSONValue(row).text)
            isFirst = false
        }
        try output.line(isFirst ? "]" : "\n]")
    }
}
