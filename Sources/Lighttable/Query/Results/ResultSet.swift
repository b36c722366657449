public import Columnar

/// The rows of a query, all in memory.
///
/// ```swift
/// let films = try await table.query().limit(10).collect()
/// print(films.count, films[0]["title"], films["year"])
/// struct Film: Decodable { let title: String; let year: Int? }
/// let decoded = try films.decode(Film.self)
/// ```
public struct ResultSet: Sendable {
    /// The columns of every row.
    public let columns: [Column]
    private let batch: RecordBatch
    private let ids: ColumnVector?

    init(columns: [Column], batch: RecordBatch, ids: ColumnVector? = nil) {
        self.columns = columns
        self.batch = batch
        self.ids = ids
    }

    /// The cells of a column, in the order of the rows; `nil` when there is no such column.
    public subscript(_ name: String) -> [Value]? {
        columns.firstIndex { $0.name == name }.map(column)
    }

    /// The cells of the column at a position, in the order of the rows.
    public func column(at position: Int) -> [Value] {
        let values = batch.column(at: position)
        return (0..<batch.count).map { values.value(at: $0) }
    }

    /// Each row as a value of the caller's own type.
    ///
    /// Members have the names of columns. Dates and times are `Date`s, bytes `Data`, UUIDs `UUID`s, media `URL`s or text, decimals
    /// `Decimal`s or text, arrays arrays; Json columns are whatever their documents hold. A member that is not optional
    /// wants a value.
    ///
    /// - Parameter type: The type.
    /// - Returns: As many values as there are rows.
    /// - Throws: A ``LighttableError`` of code `invalidValue` that names row and column.
    public func decode<Element: Decodable>(_ type: Element.Type) throws -> [Element] {
        try enumerated().map { number, row in try RowDecoding.decode(type, from: row, number: number + 1) }
    }
}

extension ResultSet: RandomAccessCollection {
    /// The position of the first row.
    public var startIndex: Int { 0 }

    /// The position behind the last row.
    public var endIndex: Int { batch.count }

    /// The row at a position.
    public subscript(_ position: Int) -> Row {
        let id = ids.flatMap { $0.value(at: position).intValue }.map(RowID.init(rawValue:))
        return Row(id: id, columns: columns, values: columns.indices.map { batch.column(at: $0).value(at: position) })
    }
}

extension Query {
    /// All rows, in memory.
    ///
    /// - Returns: The rows.
    /// - Throws: A ``LighttableError`` when a file cannot be read, or an expression does not fit the table.
    public func collect() async throws -> ResultSet {
        let outputs = try checked()
        var batches: [RecordBatch] = []
        _ = try await cursor(of: outputs, hasRowIDs: true).forEachBatch { batches.append($0) }
        return try ResultSet(columns: outputs.map(\.column), batches: batches)
    }
}

extension ResultSet {
    /// Rows that end with their ids.
    fileprivate init(columns: [Column], batches: [RecordBatch]) throws {
        guard !batches.isEmpty else {
            let vectors = try columns.map { try ColumnBuilder(try $0.arrowField()).finish() }
            self.init(columns: columns, batch: try RecordBatch(vectors))
            return
        }
        let all = try RecordBatch.joined(batches)
        let cells = try RecordBatch(columns.indices.map { all.column(at: $0) })
        self.init(columns: columns, batch: cells, ids: all.column(at: columns.count))
    }
}
