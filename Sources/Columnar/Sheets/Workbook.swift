internal import CArrow
import Synchronization

/// An Office Open XML workbook (`.xlsx`, `.xlsm`).
public final class Workbook: Sendable {
    /// The names of its sheets with cells, in order.
    public let sheetNames: [String]
    private let handle: Mutex<Handle>

    /// Opens a workbook.
    ///
    /// - Throws: A ``ColumnarError``: missing, no workbook, damaged, or encrypted.
    public init(path: String) throws {
        let pointer = try callArrow { carrow_workbook_open(path, $0) }
        sheetNames = (0..<carrow_workbook_sheet_count(pointer))
            .map { String(cString: carrow_workbook_sheet_name(pointer, $0)) }
        handle = Mutex(Handle(pointer: pointer))
    }

    deinit {
        handle.withLock { carrow_workbook_free($0.pointer) }
    }

    /// A C handle of one of the sheets, which does not need the workbook any more.
    func openSheet(_ options: SheetReaderOptions) throws -> SheetHandle {
        guard sheetNames.indices.contains(options.sheet) else {
            throw ColumnarError(.invalid, "the workbook has no sheet \(options.sheet)")
        }
        return try handle.withLock { handle in
            SheetHandle(pointer: try Self.open(handle.pointer, options))
        }
    }

    private static func open(_ workbook: OpaquePointer, _ options: SheetReaderOptions) throws -> OpaquePointer {
        try withCStrings(options.nullWords) { words in
            var settings = carrow_sheet_options(options)
            settings.null_words = words
            return try callArrow { carrow_sheet_open(workbook, &settings, $0) }
        }
    }

    /// Lets the lock own the C handle, which is only used while it is held.
    private struct Handle: @unchecked Sendable {
        let pointer: OpaquePointer
    }
}

/// A C handle of a sheet, which is only used while a lock is held.
struct SheetHandle: @unchecked Sendable {
    let pointer: OpaquePointer
}

extension carrow_sheet_options {
    /// All but the words, which live only inside a call.
    init(_ options: SheetReaderOptions) {
        self.init()
        sheet = Int32(options.sheet)
        has_header = options.hasHeader
        fills_merged = options.fillsMerged
        first_column = Int32(options.columns?.lowerBound ?? -1)
        last_column = Int32(options.columns?.upperBound ?? -1)
        first_row = Int64(options.firstRow)
        last_row = Int64(options.lastRow ?? 0)
        null_word_count = Int32(options.nullWords.count)
        null_words_in_text = options.nullWordsInText
        block_cells = Int64(options.blockCells)
    }
}
