internal import CArrow
import Synchronization

/// Reads a sheet of an Office Open XML workbook (`.xlsx`, `.xlsm`) block by block.
///
/// What kind a column is of depends on all its cells: go over the sheet until the kinds do not change any more.
/// Calls block; run them on a ``BlockingExecutor``.
public final class SheetReader: Sendable {
    private let handle: Mutex<SheetHandle>

    /// Opens a sheet of a workbook.
    ///
    /// - Throws: A ``ColumnarError``: missing, no workbook, damaged, or encrypted.
    public convenience init(path: String, options: SheetReaderOptions) throws {
        try self.init(Workbook(path: path), options: options)
    }

    /// Opens a sheet and reads its header.
    ///
    /// - Throws: A ``ColumnarError``, with the row where it is about one.
    public init(_ workbook: Workbook, options: SheetReaderOptions) throws {
        handle = Mutex(try workbook.openSheet(options))
    }

    deinit {
        handle.withLock { carrow_sheet_free($0.pointer) }
    }

    /// Bytes of the sheet read so far, and in all, uncompressed.
    public var progress: (bytesRead: Int, totalBytes: Int) {
        handle.withLock { (Int(carrow_sheet_bytes_read($0.pointer)), Int(carrow_sheet_bytes_total($0.pointer))) }
    }

    /// The names of the columns that are known: as in the header, or a column's letters where it has none.
    public var names: [String] {
        handle.withLock { handle in
            (0..<carrow_sheet_column_count(handle.pointer))
                .map { String(cString: carrow_sheet_column_name(handle.pointer, $0)) }
        }
    }

    /// The most specific kinds that take all cells so far.
    public var kinds: [SheetKind] {
        handle.withLock { handle in
            (0..<carrow_sheet_column_count(handle.pointer))
                .map { SheetKind(code: carrow_sheet_column_kind(handle.pointer, $0)) }
        }
    }

    /// The most specific kinds that take all cells of the block.
    public var blockKinds: [SheetKind] {
        handle.withLock { handle in
            (0..<carrow_sheet_column_count(handle.pointer))
                .map { SheetKind(code: carrow_sheet_block_kind(handle.pointer, $0)) }
        }
    }

    /// The 1-based row of the sheet in which the first data row stands; the others follow without gaps.
    public var firstRow: Int { handle.withLock { Int(carrow_sheet_first_row($0.pointer)) } }

    /// How many rows the block has.
    public var blockRows: Int { handle.withLock { Int(carrow_sheet_block_rows($0.pointer)) } }

    /// Goes back to the first data row; what is known of the columns stays known.
    ///
    /// - Throws: A ``ColumnarError`` when the sheet cannot be read again.
    public func rewind() throws {
        try handle.withLock { handle in try checkArrow { carrow_sheet_rewind(handle.pointer, $0) } }
    }

    /// Moves to the next block; `false` at the end.
    ///
    /// Columns can come to light that were not known before.
    ///
    /// - Throws: A ``ColumnarError``, with the row where it is about one.
    public func advance() throws -> Bool {
        try handle.withLock { handle in
            try callArrow { error in
                let status = carrow_sheet_advance(handle.pointer, error)
                return status < 0 ? nil : status == 1
            }
        }
    }

    /// The block with each column as a kind; cells that are not of the kind are null.
    ///
    /// - Throws: A ``ColumnarError`` when memory runs out.
    public func batch(_ kinds: [SheetKind]) throws -> RecordBatch {
        try handle.withLock { handle in
            var schema = ArrowSchema()
            var array = ArrowArray()
            let codes = kinds.map(\.code)
            precondition(codes.count == Int(carrow_sheet_column_count(handle.pointer)), "a kind for each column")
            try checkArrow { carrow_sheet_take(handle.pointer, codes, &schema, &array, $0) }
            defer { carrow_schema_release(&schema) }
            return RecordBatch(array, schema: SchemaBox.schema(of: schema))
        }
    }

    /// The cell that made a column's kind wider than its first value's.
    public func evidence(column: Int) -> SheetCell? {
        handle.withLock { SheetCell(taking: carrow_sheet_evidence($0.pointer, Int32(column))) }
    }

    /// How many cells of a column in this pass are error values, such as `#DIV/0!`, and the first one.
    public func errors(column: Int) -> (count: Int, first: SheetCell)? { lost(column, CARROW_SHEET_ERROR) }

    /// How many cells of a column in this pass are formulas without a result, and the first one.
    public func uncachedFormulas(column: Int) -> (count: Int, first: SheetCell)? { lost(column, CARROW_SHEET_UNCACHED) }

    private func lost(_ column: Int, _ loss: carrow_sheet_loss) -> (count: Int, first: SheetCell)? {
        handle.withLock { handle in
            var count: Int64 = 0
            let cell = carrow_sheet_lost(handle.pointer, Int32(column), Int32(loss.rawValue), &count)
            return SheetCell(taking: cell).map { (Int(count), $0) }
        }
    }
}
