import Columnar

/// The rows of a query in its order, all in memory.
struct SortedRows: Sendable {
    /// How many rows come at a time.
    private static let pieceRows = 16_384

    private let rows: RecordBatch?
    private let positions: [Int]

    /// Reads the rows and puts them in order.
    ///
    /// - Throws: A ``LighttableError`` when a file cannot be read, or a column has no order.
    init(_ query: Query, hasRowIDs: Bool) async throws {
        let selected = try query.outputs
        let names = query.ordering.map(\.column)
        let added = try names.filter { name in !selected.contains { $0.column.name == name } }
            .map { OutputColumn(try query.table.column(named: $0)) }
        let scan = try query.scan(of: selected + added, hasRowIDs: hasRowIDs)
        try Self.refuseUnordered(scan.columns.filter { names.contains($0.name) })
        var batches: [RecordBatch] = []
        _ = try await scan.forEachBatch(limit: .max) { batches.append($0) }
        guard !batches.isEmpty else {
            (rows, positions) = (nil, [])
            return
        }
        let all = try await LighttableError.wrapping(table: query.table.name) { try RecordBatch.joined(batches) }
        let keys = query.ordering.compactMap { key in
            all.schema.index(of: key.column).map { (column: $0, isDescending: key.isDescending) }
        }
        positions = Array(try all.sortedPositions(by: keys).prefix(query.rowLimit ?? .max))
        let wanted = Array(selected.indices) + (hasRowIDs ? [all.schema.fields.count - 1] : [])
        rows = try RecordBatch(wanted.map { all.column(at: $0) })
    }

    /// How many pieces there are.
    var pieces: Int { (positions.count + Self.pieceRows - 1) / Self.pieceRows }

    /// Some of the rows.
    func piece(_ number: Int) throws -> RecordBatch? {
        let first = number * Self.pieceRows
        return try rows?.taking(Array(positions[first..<min(first + Self.pieceRows, positions.count)]))
    }

    private static func refuseUnordered(_ keys: [Column]) throws {
        for column in keys {
            guard try column.arrowField().type.isNested || column.type == .json else { continue }
            throw LighttableError(
                .invalidType,
                "column '\(column.name)' is \(column.type), whose values have no order; choose another column",
                at: .init(column: column.name)
            )
        }
    }
}
