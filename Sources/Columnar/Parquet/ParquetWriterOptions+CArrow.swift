internal import CArrow

extension ParquetWriterOptions {
    /// Gives a body the options as C has them.
    func withSettings<Result>(_ body: (UnsafePointer<carrow_parquet_options>) throws -> Result) throws -> Result {
        try withCStrings(plainColumns + uncompressedColumns) { names in
            var settings = carrow_parquet_options(
                compression: compression.code,
                row_group_rows: Int64(rowGroupRows),
                use_threads: usesThreads,
                dictionary_bytes: Int64(dictionaryBytes),
                plain_columns: names,
                plain_count: Int32(plainColumns.count),
                uncompressed_columns: names?.advanced(by: plainColumns.count),
                uncompressed_count: Int32(uncompressedColumns.count),
                sync: sync.code
            )
            return try body(&settings)
        }
    }
}

extension ParquetSync {
    fileprivate var code: Int32 {
        switch self {
        case .never: Int32(CARROW_SYNC_NEVER.rawValue)
        case .atClose: Int32(CARROW_SYNC_AT_CLOSE.rawValue)
        case .later: Int32(CARROW_SYNC_LATER.rawValue)
        }
    }
}

extension ParquetCompression {
    fileprivate var code: Int32 {
        switch self {
        case .none: Int32(CARROW_UNCOMPRESSED.rawValue)
        case .snappy: Int32(CARROW_SNAPPY.rawValue)
        case .zstd: Int32(CARROW_ZSTD.rawValue)
        case .gzip: Int32(CARROW_GZIP.rawValue)
        case .lz4: Int32(CARROW_LZ4.rawValue)
        }
    }
}
