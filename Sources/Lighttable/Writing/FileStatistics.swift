import Columnar
import DeltaLog
import Foundation
import JSON

/// Turns what a Parquet file's footer says into the statistics of the Delta log.
enum FileStatistics {
    /// Delta's default for how many columns get bounds (`delta.dataSkippingNumIndexedCols`).
    private static let indexedColumns = 32
    /// How many characters of text go into bounds.
    private static let prefixLength = 32

    /// The statistics of a file.
    static func statistics(of summary: ParquetSummary, columns: [Column]) -> Statistics {
        var statistics = Statistics(numRecords: Int64(summary.rows))
        let leaves = Dictionary(summary.columns.map { ($0.path, $0) }) { first, _ in first }
        for column in columns.prefix(indexedColumns) {
            guard let leaf = leaves[column.name] else { continue }
            statistics.nullCount[column.name] = leaf.nullCount.map { .int($0) }
            guard let (low, high) = leaf.bounds.flatMap({ bounds($0, column.storage) }) else { continue }
            statistics.minValues[column.name] = low
            statistics.maxValues[column.name] = high
        }
        return statistics
    }

    private static func bounds(_ bounds: ParquetSummary.Bounds, _ type: DeltaType) -> (JSONValue, JSONValue?)? {
        switch (bounds, type) {
        case (.int(let low, let high), .byte), (.int(let low, let high), .short), (.int(let low, let high), .integer),
            (.int(let low, let high), .long):
            (.int(low), .int(high))
        case (.int(let low, let high), .date):
            (.string(CivilTime.text(days: low)), .string(CivilTime.text(days: high)))
        case (.int(let low, let high), .timestamp):
            (.string(timestamp(low, roundingUp: false)), .string(timestamp(high, roundingUp: true)))
        case (.double(let low, let high), .double), (.double(let low, let high), .float):
            low.isFinite && high.isFinite ? (JSONValue(low), JSONValue(high)) : nil
        case (.bytes(let low, let high), .string): text(low, high)
        default: nil
        }
    }

    /// Delta's bounds of timestamps have milliseconds.
    private static func timestamp(_ microseconds: Int, roundingUp: Bool) -> String {
        let rest = ((microseconds % 1000) + 1000) % 1000
        let down = microseconds - rest
        let (seconds, fraction) = split(roundingUp && rest > 0 ? down + 1000 : down)
        let text = CivilTime.text(microseconds: seconds, isLocal: true)
        return "\(text).\(String(format: "%03d", fraction / 1000))Z"
    }

    private static func split(_ microseconds: Int) -> (seconds: Int, fraction: Int) {
        let fraction = ((microseconds % 1_000_000) + 1_000_000) % 1_000_000
        return (microseconds - fraction, fraction)
    }

    private static func text(_ low: Data, _ high: Data) -> (JSONValue, JSONValue?)? {
        guard let low = String(bytes: low, encoding: .utf8), let high = String(bytes: high, encoding: .utf8) else {
            return nil
        }
        return (.string(prefix(low)), upper(high).map(JSONValue.string))
    }

    private static func prefix(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.prefix(prefixLength)))
    }

    /// The least text of the prefix's length that no value exceeds; `nil` when there is none.
    private static func upper(_ text: String) -> String? {
        guard text.unicodeScalars.count > prefixLength else { return text }
        var scalars = Array(text.unicodeScalars.prefix(prefixLength))
        while let last = scalars.popLast() {
            guard let next = successor(last) else { continue }
            scalars.append(next)
            return String(String.UnicodeScalarView(scalars))
        }
        return nil
    }

    private static func successor(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        scalar.value == 0xD7FF ? Unicode.Scalar(0xE000) : Unicode.Scalar(scalar.value + 1)
    }
}
