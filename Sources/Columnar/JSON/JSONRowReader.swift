internal import CArrow
import Synchronization

/// Reads the objects of a JSON file block by block; keys become columns as they appear.
///
/// A column is what all its values so far fit, so that its kind can change from block to block.
/// Calls block; run them on a ``BlockingExecutor``.
public final class JSONRowReader: Sendable {
    private let handle: Mutex<Handle>

    /// Opens a file and finds out how rows stand in it.
    ///
    /// - Throws: A ``ColumnarError``: missing, empty, no JSON, no rows at the path.
    public init(path: String, options: JSONRowOptions) throws {
        let pointer = try withCStrings(options.path) { keys in
            var settings = carrow_json_options()
            settings.holds_lines = options.holdsLines
            settings.skip_bad_lines = options.skipsBadLines
            settings.is_typed = options.isTyped
            settings.block_bytes = Int64(options.blockBytes)
            settings.path = keys
            settings.path_count = Int32(options.path.count)
            return try callArrow { carrow_json_open(path, &settings, $0) }
        }
        handle = Mutex(Handle(pointer: pointer))
    }

    deinit {
        handle.withLock { carrow_json_free($0.pointer) }
    }

    /// Bytes of the file read so far, and its size.
    public var progress: (bytesRead: Int, totalBytes: Int?) {
        with { json in
            let total = Int(carrow_json_bytes_total(json))
            return (Int(carrow_json_bytes_read(json)), total < 0 ? nil : total)
        }
    }

    /// Whether the rows are elements of a list, so that their numbers tell more than their lines.
    public var isList: Bool { with(carrow_json_is_list) }

    /// Lists of objects in the file's first object, which need not be a row, as keys joined with points.
    public var lists: [String] {
        with { json in
            (0..<carrow_json_list_count(json)).map { String(cString: carrow_json_list(json, $0)) }
        }
    }

    /// Whether the file's first object looks as if it held columns rather than a row.
    public var holdsColumns: Bool { with(carrow_json_holds_columns) }

    /// Goes back to the first row; the columns and their kinds stay.
    public func rewind() throws {
        try with { json in try checkArrow { carrow_json_rewind(json, $0) } }
    }

    /// Moves to the next block; `false` at the end of the file.
    ///
    /// - Throws: A ``ColumnarError`` with the line for text that is no row.
    public func advance() throws -> Bool {
        try with { json in
            try callArrow { error in
                let status = carrow_json_advance(json, error)
                return status < 0 ? nil : status == 1
            }
        }
    }

    /// How many rows the block has.
    public var blockRows: Int { with { Int(carrow_json_block_rows($0)) } }

    /// The line on which a row of the block begins.
    public func line(ofRowInBlock row: Int) -> Int { with { Int(carrow_json_row_line($0, Int64(row))) } }

    /// Lines of the block that are no rows and were left out.
    public var skippedLines: [JSONFoundValue] {
        with { json in
            (0..<carrow_json_skipped_count(json)).compactMap { JSONFoundValue(carrow_json_skipped(json, $0)) }
        }
    }

    /// The columns' names from a position on.
    public func names(from first: Int) -> [String] {
        with { json in
            (Int32(first)..<max(Int32(first), carrow_json_column_count(json)))
                .map { String(cString: carrow_json_column_name(json, $0)) }
        }
    }

    /// Asks for a kind for a column.
    public func setKind(_ kind: JSONColumnKind, of column: Int) {
        with { carrow_json_set_kind($0, Int32(column), kind.code) }
    }

    /// What the columns are by all their values so far.
    public var kinds: [JSONColumnKind] {
        with { json in
            (0..<carrow_json_column_count(json)).map { JSONColumnKind(code: carrow_json_kind_of(json, $0)) }
        }
    }

    /// The most digits before and behind the point of a column's decimals so far.
    public func digits(of column: Int) -> (integer: Int, fraction: Int) {
        with { json in
            var (integer, fraction) = (Int32(0), Int32(0))
            carrow_json_digits(json, Int32(column), &integer, &fraction)
            return (Int(integer), Int(fraction))
        }
    }

    /// The first value of a class in a column.
    public func first(_ valueClass: JSONValueClass, column: Int) -> JSONFoundValue? {
        with { JSONFoundValue(carrow_json_first($0, Int32(column), valueClass.code)) }
    }

    /// Converts the block; returns it, and the values in it that do not fit and are null.
    public func convert() throws -> (batch: RecordBatch, failures: [JSONFoundValue]) {
        try with { json in
            try checkArrow { carrow_json_convert(json, $0) }
            var schema = ArrowSchema()
            try checkArrow { carrow_json_schema(json, &schema, $0) }
            defer { carrow_schema_release(&schema) }
            var array = ArrowArray()
            try checkArrow { carrow_json_take(json, &array, $0) }
            let failures = (0..<carrow_json_failure_count(json))
                .compactMap { JSONFoundValue(carrow_json_failure(json, $0)) }
            return (RecordBatch(array, schema: SchemaBox.schema(of: schema)), failures)
        }
    }

    /// Lets the lock own the C handle, which is only used while it is held.
    private struct Handle: @unchecked Sendable {
        let pointer: OpaquePointer
    }

    private func with<Result>(_ body: (OpaquePointer) throws -> Result) rethrows -> Result {
        // The pointer is sent into the lock's closure only to be used there.
        try handle.withLock { handle in
            nonisolated(unsafe) let pointer = handle.pointer
            return try body(pointer)
        }
    }
}
