internal import CArrow

extension CSVKind {
    /// The kind's number in C.
    var code: Int32 {
        let code =
            switch self {
            case .null: CARROW_CSV_NULL
            case .bool: CARROW_CSV_BOOL
            case .int: CARROW_CSV_INT
            case .float: CARROW_CSV_FLOAT
            case .date: CARROW_CSV_DATE
            case .timestamp: CARROW_CSV_TIMESTAMP
            case .timestampWithOffset: CARROW_CSV_TIMESTAMP_TZ
            case .timestampMixed: CARROW_CSV_TIMESTAMP_ANY
            case .decimal: CARROW_CSV_DECIMAL
            case .string: CARROW_CSV_STRING
            }
        return Int32(code.rawValue)
    }

    /// Precision and scale of a decimal.
    var digits: (precision: Int32, scale: Int32) {
        guard case .decimal(let precision, let scale) = self else { return (0, 0) }
        return (Int32(precision), Int32(scale))
    }
}

extension CSVValue {
    /// Copies a C value and frees it; `nil` when nothing was found.
    init?(taking value: carrow_csv_value) {
        var value = value
        defer { carrow_csv_value_clear(&value) }
        guard value.found else { return nil }
        line = Int(value.line)
        row = Int(value.row)
        text = value.text.map { String(cString: $0) } ?? ""
    }
}

extension carrow_csv_options {
    /// All but the strings, which live only inside a call.
    init(_ options: CSVReaderOptions) {
        self.init()
        delimiter = CChar(bitPattern: options.delimiter)
        quote = CChar(bitPattern: options.quote ?? 0)
        escape = CChar(bitPattern: options.escape ?? 0)
        comment = CChar(bitPattern: options.comment ?? 0)
        decimal_point = CChar(bitPattern: options.decimalPoint)
        thousands = CChar(bitPattern: options.thousands ?? 0)
        has_header = options.hasHeader
        pad_short_rows = options.padsShortRows
        skip_ragged_rows = options.skipsRaggedRows
        skip_rows = Int64(options.skippedLines)
        name_count = Int32(options.names.count)
        null_word_count = Int32(options.nullWords.count)
        null_words_in_text = options.nullWordsInText
        date_format_count = Int32(options.dateFormats.count)
        block_bytes = Int64(options.blockBytes)
    }
}
