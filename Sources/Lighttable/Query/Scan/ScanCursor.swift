import Columnar
import DeltaLog

/// The rows of a scan that are wanted, batch by batch, in the source's order.
struct ScanCursor: Sendable {
    private let scan: TableScan
    private var window: RowWindow
    private var nextFile = 0
    private var file: FileScan?
    private var joined: JoinScan?
    /// The files where several are read at once, and what is left of the rows of the last one.
    private var relay: FileRelay<AddFile, [RecordBatch]?>?
    private var ready: ArraySlice<RecordBatch> = []

    /// The rows of the scan's files.
    init(_ scan: TableScan, _ window: RowWindow) {
        self.scan = scan
        self.window = window
        relay = window.isWhole ? scan.relay() : nil
    }

    /// The rows of a join.
    init(_ scan: TableScan, _ window: RowWindow, join: Join) throws {
        self.init(scan, window)
        joined = try JoinScan(join, scan)
    }

    /// The scan, where all rows of a table are wanted and none was read.
    var wholeScan: TableScan? { joined == nil && nextFile == 0 && window.isWhole ? scan : nil }

    /// The next rows, at least one; `nil` at the end.
    ///
    /// - Throws: A ``LighttableError`` when a file cannot be read.
    mutating func next() async throws -> RecordBatch? {
        if var joined {
            self.joined = nil
            defer { self.joined = joined }
            return try await joined.next(in: &window)
        }
        while true {
            try Task.checkCancellation()
            if let rows = ready.popFirst() { return rows }
            if let rows = try await nextOfFile() { return rows }
            guard !window.isExhausted, try await openNext() else { return nil }
        }
    }

    /// Opens the next file that may have rows that are wanted.
    private mutating func openNext() async throws -> Bool {
        if let relay {
            guard let rows = try await relay.next() else { return false }
            if let rows {
                nextFile += 1
                ready = rows[...]
                return true
            }
        }
        while nextFile < scan.files.count {
            let next = scan.files[nextFile]
            nextFile += 1
            if scan.filter.isEmpty, window.isPartial, window.passes(over: try await scan.table.rowCount(of: next)) {
                continue
            }
            let path = scan.table.path(of: next)
            file = try await LighttableError.wrapping(table: scan.table.name, file: path) { try scan.open(next) }
            return true
        }
        return false
    }

    private mutating func nextOfFile() async throws -> RecordBatch? {
        guard var current = file else { return nil }
        file = nil
        var window = window
        let path = scan.table.path(of: scan.files[nextFile - 1])
        let rows = try await LighttableError.wrapping(table: scan.table.name, file: path) {
            try await current.next(in: &window)
        }
        self.window = window
        file = rows == nil ? nil : current
        return rows
    }
}
