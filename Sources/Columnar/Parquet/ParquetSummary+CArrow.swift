internal import CArrow
import Foundation

extension ParquetSummary {
    /// Copies a C summary and frees it.
    init(taking handle: OpaquePointer) {
        defer { carrow_parquet_summary_free(handle) }
        rows = Int(carrow_parquet_summary_rows(handle))
        bytes = Int(carrow_parquet_summary_bytes(handle))
        columns = (0..<carrow_parquet_summary_column_count(handle))
            .map { index in
                Column(carrow_parquet_summary_column(handle, index))
            }
    }
}

extension ParquetSummary.Column {
    fileprivate init(_ stats: carrow_column_stats) {
        path = String(cString: stats.path)
        nullCount = stats.null_count < 0 ? nil : Int(stats.null_count)
        bounds = Self.bounds(stats)
        unit =
            switch UInt32(bitPattern: stats.unit) {
            case CARROW_UNIT_ONE.rawValue: .one
            case CARROW_UNIT_DAYS.rawValue: .days
            case CARROW_UNIT_MICROSECONDS.rawValue: .microseconds
            default: .other
            }
    }

    private static func bounds(_ stats: carrow_column_stats) -> ParquetSummary.Bounds? {
        switch UInt32(bitPattern: stats.kind) {
        case CARROW_STAT_INT.rawValue: .int(Int(stats.min_int), Int(stats.max_int))
        case CARROW_STAT_DOUBLE.rawValue: .double(stats.min_double, stats.max_double)
        case CARROW_STAT_BYTES.rawValue:
            .bytes(
                Data(UnsafeBufferPointer(start: stats.min_bytes, count: Int(stats.min_bytes_count))),
                Data(UnsafeBufferPointer(start: stats.max_bytes, count: Int(stats.max_bytes_count)))
            )
        default: nil
        }
    }
}
