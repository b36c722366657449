internal import CArrow
import Synchronization

/// Reads a CSV file block by block, each column as the kind it is set to.
///
/// A block whose values do not fit their kinds stays the current one: set other kinds and convert again.
/// Calls block; run them on a ``BlockingExecutor``.
public final class CSVReader: Sendable {
    /// The columns' names, as in the file.
    public let names: [String]
    private let handle: Mutex<Handle>

    /// Opens a file and reads its header.
    ///
    /// - Throws: A ``ColumnarError``: missing, empty, not in the encoding.
    public init(path: String, options: CSVReaderOptions) throws {
        let pointer = try Self.open(path, options)
        names = (0..<carrow_csv_column_count(pointer)).map { String(cString: carrow_csv_column_name(pointer, $0)) }
        handle = Mutex(Handle(pointer: pointer))
    }

    deinit {
        handle.withLock { carrow_csv_free($0.pointer) }
    }

    /// Bytes of the file read so far, and its size.
    public var progress: (bytesRead: Int, totalBytes: Int?) {
        handle.withLock { handle in
            let total = Int(carrow_csv_bytes_total(handle.pointer))
            return (Int(carrow_csv_bytes_read(handle.pointer)), total < 0 ? nil : total)
        }
    }

    /// Goes back to the first data row.
    public func rewind() throws {
        try handle.withLock { handle in try checkArrow { carrow_csv_rewind(handle.pointer, $0) } }
    }

    /// Sets how a column is read from now on.
    ///
    /// - Parameters:
    ///   - kind: What the column's text is converted to.
    ///   - column: The column's position.
    ///   - isLenient: The kind was asked for, so that `007` is an integer and `yes` a boolean.
    /// - Throws: A ``ColumnarError`` when there is no such kind, as for a decimal of 50 digits.
    public func setKind(_ kind: CSVKind, of column: Int, isLenient: Bool) throws {
        let (precision, scale) = kind.digits
        try handle.withLock { handle in
            try checkArrow {
                carrow_csv_set_kind(handle.pointer, Int32(column), kind.code, isLenient, precision, scale, $0)
            }
        }
    }

    /// Moves to the next block; `false` at the end of the file.
    ///
    /// - Throws: A ``ColumnarError`` with the line for a row with too many or too few fields.
    public func advance() throws -> Bool {
        try handle.withLock { handle in
            try callArrow { error in
                let status = carrow_csv_advance(handle.pointer, error)
                return status < 0 ? nil : status == 1
            }
        }
    }

    /// How many rows the block has.
    public var blockRows: Int {
        handle.withLock { Int(carrow_csv_block_rows($0.pointer)) }
    }

    /// Converts the block; returns the columns that have values that do not fit their kinds.
    public func convert() throws -> [Int] {
        try handle.withLock { handle in
            var failed = [UInt8](repeating: 0, count: names.count)
            _ = try callArrow { error in
                let count = carrow_csv_convert(handle.pointer, &failed, error)
                return count < 0 ? nil : count
            }
            return failed.indices.filter { failed[$0] != 0 }
        }
    }

    /// Converts a column of the block with nulls for values that do not fit its kind; returns those values.
    public func convertPartly(column: Int) throws -> [CSVValue] {
        try handle.withLock { handle in
            try checkArrow { carrow_csv_convert_partly(handle.pointer, Int32(column), $0) }
            return (0..<carrow_csv_misfit_count(handle.pointer))
                .compactMap { CSVValue(taking: carrow_csv_misfit_at(handle.pointer, $0)) }
        }
    }

    /// The lines on which rows of the block begin.
    ///
    /// - Parameter rows: Their positions in the block, in ascending order.
    /// - Returns: The lines, in that order.
    public func lines(ofRowsInBlock rows: [Int]) -> [Int] {
        handle.withLock { handle in
            var lines = [Int64](repeating: 0, count: rows.count)
            carrow_csv_row_lines(handle.pointer, rows.map(Int64.init), Int64(rows.count), &lines)
            return lines.map(Int.init)
        }
    }

    /// The rows with another number of fields than the header that were left out of the block.
    public var skippedRows: [(line: Int, fields: Int, text: String)] {
        handle.withLock { handle in
            (0..<carrow_csv_skipped_count(handle.pointer))
                .compactMap { CSVValue(taking: carrow_csv_skipped(handle.pointer, $0)) }
                .map { ($0.line, $0.row, $0.text) }
        }
    }

    /// Whether every value of a column in the block fits a kind, as inferred.
    public func fits(_ kind: CSVKind, column: Int) -> Bool {
        handle.withLock { carrow_csv_fits($0.pointer, Int32(column), kind.code) }
    }

    /// The first value of a column in the block that does not fit its kind.
    public func misfit(column: Int) -> CSVValue? {
        handle.withLock { CSVValue(taking: carrow_csv_misfit($0.pointer, Int32(column))) }
    }

    /// The first null of a column in the converted block.
    public func firstNull(column: Int) -> CSVValue? {
        handle.withLock { CSVValue(taking: carrow_csv_first_null($0.pointer, Int32(column))) }
    }

    /// One value of the block as it is written.
    public func value(column: Int, rowInBlock: Int) -> CSVValue? {
        handle.withLock { CSVValue(taking: carrow_csv_value_at($0.pointer, Int32(column), Int64(rowInBlock))) }
    }

    /// Whether a column of kind null met a word such as NA, which is text in a text column.
    public func hasNullWords(column: Int) -> Bool {
        handle.withLock { carrow_csv_has_null_words($0.pointer, Int32(column)) }
    }

    /// The converted block.
    public func batch() throws -> RecordBatch {
        try handle.withLock { handle in
            var schema = ArrowSchema()
            try checkArrow { carrow_csv_schema(handle.pointer, &schema, $0) }
            defer { carrow_schema_release(&schema) }
            var array = ArrowArray()
            try checkArrow { carrow_csv_take(handle.pointer, &array, $0) }
            return RecordBatch(array, schema: SchemaBox.schema(of: schema))
        }
    }

    /// Lets the lock own the C handle, which is only used while it is held.
    private struct Handle: @unchecked Sendable {
        let pointer: OpaquePointer
    }

    private static func open(_ path: String, _ options: CSVReaderOptions) throws -> OpaquePointer {
        try withCStrings(options.names) { names in
            try withCStrings(options.nullWords) { words in
                try withCStrings(options.dateFormats) { formats in
                    try withOptionalCString(options.encoding) { encoding in
                        var settings = carrow_csv_options(options)
                        settings.names = names
                        settings.null_words = words
                        settings.date_formats = formats
                        settings.encoding = encoding
                        return try callArrow { carrow_csv_open(path, &settings, $0) }
                    }
                }
            }
        }
    }

    private static func withOptionalCString<Result>(
        _ text: String?,
        _ body: (UnsafePointer<CChar>?) throws -> Result
    ) rethrows -> Result {
        guard let text else { return try body(nil) }
        return try text.withCString(body)
    }
}
