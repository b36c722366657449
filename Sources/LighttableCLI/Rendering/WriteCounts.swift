import JSON
import Lighttable

/// The counts that every writing verb reports.
struct WriteCounts: Sendable {
    var table: String
    var version: Int
    var rowsInserted = 0
    var rowsUpdated = 0
    var rowsDeleted = 0
    var rowsRejected = 0
    var seconds: Double

    var json: JSONValue {
        [
            "table": .string(table), "version": .int(version), "rows_inserted": .int(rowsInserted),
            "rows_updated": .int(rowsUpdated), "rows_deleted": .int(rowsDeleted),
            "rows_rejected": .int(rowsRejected), "seconds": .seconds(seconds),
        ]
    }
}

extension JSONValue {
    /// Seconds to the millisecond.
    static func seconds(_ seconds: Double) -> JSONValue { JSONValue((seconds * 1000).rounded() / 1000) }
}
