import Columnar

/// The rows of a join that are wanted, batch by batch, in the first side's order.
struct JoinScan: Sendable {
    /// The most rows of a batch.
    private static let mostRows = 65_536

    private let join: Join
    private let hasRowIDs: Bool
    /// The columns that are read, each with its place among those of the side that it is on.
    private let columns: [(field: Field, isLeft: Bool, index: Int)]
    /// What is asked of each side, besides the keys.
    let leftOutputs: [OutputColumn]
    let rightOutputs: [OutputColumn]
    private var shaper: RowShaper
    private var sides: Sides?
    private var current: Current?

    /// Both sides, of which the second is in memory; `nil` when it has no rows at all.
    private struct Sides: Sendable {
        var left: QueryCursor
        let right: RecordBatch
        let table: HashJoin
    }

    /// Rows of the first side, and how far they have been joined.
    private struct Current: Sendable {
        let rows: RecordBatch
        let groups: [UInt32]
        var place = HashJoin.Place()
    }

    init(_ join: Join, _ scan: TableScan) throws {
        self.join = join
        hasRowIDs = scan.hasRowIDs
        shaper = RowShaper(scan)
        var (left, right) = ([OutputColumn](), [OutputColumn]())
        columns = try scan.readColumns.map { column in
            let field = try column.arrowField()
            guard let place = join.columns.firstIndex(where: { $0.name == column.name }) else {
                throw LighttableError.unknownColumn(column.name, of: join.name, among: join.columns.map(\.name))
            }
            if place < join.leftOutputs.count {
                left.append(join.leftOutputs[place])
                return (field, true, left.count - 1)
            }
            right.append(join.rightOutputs[place - join.leftOutputs.count])
            return (field, false, right.count - 1)
        }
        (leftOutputs, rightOutputs) = (left, right)
    }

    /// The next rows that pass the filter and are wanted, `nil` at the end.
    mutating func next(in window: inout RowWindow) async throws -> RecordBatch? {
        while true {
            if let piece = try await shaper.nextPiece() { return piece }
            guard !window.isExhausted, let rows = try await nextJoined() else { return nil }
            if let shaped = try await shaper.shaping(rows, in: &window) { return shaped }
        }
    }

    private mutating func nextJoined() async throws -> RecordBatch? {
        while true {
            try Task.checkCancellation()
            var sides = if let sides { sides } else { try await opened() }
            self.sides = nil
            defer { self.sides = sides }
            if let rows = try nextPairs(sides) { return rows }
            guard let rows = try await sides.left.next() else { return nil }
            let keys = try rows.columns(from: leftOutputs.count)
            current = Current(rows: rows, groups: try sides.table.groups(of: keys))
        }
    }

    /// Reads the side that is in memory.
    private func opened() async throws -> Sides {
        let outputs = rightOutputs + join.rightKeys
        var batches = [try RecordBatch(try outputs.map { try ColumnBuilder(try $0.column.arrowField()).finish() })]
        _ = try await join.right.cursor(of: outputs, hasRowIDs: false).forEachBatch { batches.append($0) }
        let right = try RecordBatch.joined(batches)
        let table = try HashJoin(try right.columns(from: rightOutputs.count))
        let left = try await join.left.cursor(of: leftOutputs + join.leftKeys, hasRowIDs: false)
        return Sides(left: left, right: right, table: table)
    }

    private mutating func nextPairs(_ sides: Sides) throws -> RecordBatch? {
        guard var rows = current else { return nil }
        current = nil
        let keepsUnmatched = join.kind == .left
        let pairs = sides.table.pairs(
            of: rows.groups,
            from: &rows.place,
            keepsUnmatched: keepsUnmatched,
            most: Self.mostRows
        )
        guard !pairs.left.isEmpty else { return nil }
        current = rows
        let isWhole = pairs.left.count == rows.rows.count && pairs.left.elementsEqual(rows.rows.indices)
        let left = isWhole ? rows.rows : try rows.rows.taking(pairs.left)
        let right = rightOutputs.isEmpty ? sides.right : try sides.right.taking(pairs.right)
        return try sideBySide(left, right)
    }

    private func sideBySide(_ left: RecordBatch, _ right: RecordBatch) throws -> RecordBatch {
        var vectors = columns.map { field, isLeft, index in (isLeft ? left : right).column(at: index).retyped(field) }
        if hasRowIDs { vectors.append(try .nulls(TableScan.rowIDField, count: left.count)) }
        return try RecordBatch(vectors)
    }
}

extension RecordBatch {
    fileprivate var indices: Range<Int> { 0..<count }

    /// The columns from one on.
    fileprivate func columns(from first: Int) throws -> RecordBatch {
        try RecordBatch((first..<schema.fields.count).map { column(at: $0) })
    }
}
