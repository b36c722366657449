internal import CArrow

extension RowFileOptions {
    /// Gives a body the options as C has them.
    func withSettings<Result>(_ body: (UnsafePointer<carrow_row_options>) throws -> Result) throws -> Result {
        try nullWord.withCString { word in
            var settings = carrow_row_options(
                format: format.code,
                compression: compression.code,
                delimiter: CChar(bitPattern: delimiter),
                has_header: hasHeader,
                null_word: word
            )
            return try body(&settings)
        }
    }
}

extension RowFileFormat {
    fileprivate var code: Int32 {
        switch self {
        case .csv: Int32(CARROW_ROWS_CSV.rawValue)
        case .jsonLines: Int32(CARROW_ROWS_JSON_LINES.rawValue)
        case .jsonArray: Int32(CARROW_ROWS_JSON_ARRAY.rawValue)
        case .arrowStream: Int32(CARROW_ROWS_ARROW_STREAM.rawValue)
        case .arrowFile: Int32(CARROW_ROWS_ARROW_FILE.rawValue)
        }
    }
}

extension RowFileCompression {
    fileprivate var code: Int32 {
        switch self {
        case .none: Int32(CARROW_UNCOMPRESSED.rawValue)
        case .gzip: Int32(CARROW_GZIP.rawValue)
        case .zstd: Int32(CARROW_ZSTD.rawValue)
        case .bzip2: Int32(CARROW_BZ2.rawValue)
        case .lz4: Int32(CARROW_LZ4.rawValue)
        }
    }
}
