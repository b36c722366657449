import Columnar

/// Gives the batches of one file the columns of the whole source.
struct ArrowBatchForm: Sendable {
    /// Where the cells of a column come from.
    private enum Origin: Sendable {
        /// A column of the batch.
        case column(Int)
        /// A column of the batch that becomes JSON, as it is nested in other files.
        case json(Int)
        /// The same cells in every batch.
        case constant(ConstantColumn)
    }

    private let source: ArrowSource
    private let origins: [Origin]
    private let columnsRead: [Int]

    init(
        _ schema: ArrowSchema,
        _ columns: [SourceColumn],
        _ source: ArrowSource,
        _ input: ArrowInput,
        dropsNamedIndex: Bool
    ) throws {
        self.source = source
        let present = ArrowSchema.columnsToRead(source, dropsNamedIndex: dropsNamedIndex)
        var read: [Int] = []
        origins = try zip(schema.columns, columns)
            .map { found, column in
                let place = found.isPartition ? nil : present.first { source.columns[$0].field.name == found.name }
                guard let place else { return .constant(try Self.constant(found, column, input)) }
                read.append(place)
                return Self.becomesJSON(source.columns[place], found, column)
                    ? .json(read.count - 1) : .column(read.count - 1)
            }
        columnsRead = read
        if read.isEmpty, let first = present.first { read.append(first) }
        try source.select(read)
    }

    /// The next rows, `nil` at the end.
    func next() async throws -> RecordBatch? {
        guard let batch = try await source.next() else { return nil }
        return try RecordBatch(
            origins.map { origin in
                switch origin {
                case .column(let index): batch.column(at: index)
                case .json(let index): try batch.column(at: index).jsonText(named: batch.schema.fields[index].name)
                case .constant(let column): try column.vector(count: batch.count)
                }
            }
        )
    }

    /// What columns have lost so far.
    var losses: [(column: String, losses: ArrowLosses)] {
        columnsRead.map { (source.columns[$0].field.name, source.losses(of: $0)) }
    }

    /// Text of a column that is nested elsewhere is text within JSON, and not JSON itself.
    private static func becomesJSON(
        _ column: ArrowSourceColumn,
        _ found: ArrowSchema.Column,
        _ wanted: SourceColumn
    ) -> Bool {
        guard wanted.type == .json, found.type?.type == .json, found.exported == nil else { return false }
        if MediaCells.isList(column.field.type) { return false }
        return column.meaning == .plain || column.meaning == .uuid
    }

    private static func constant(
        _ found: ArrowSchema.Column,
        _ column: SourceColumn,
        _ input: ArrowInput
    ) throws -> ConstantColumn {
        let text = input.partition.first { $0.name == found.name }?.text
        guard let text else { return ConstantColumn(.null, Field(found.name, try column.column.arrowField().type)) }
        if found.type?.type == .int, let number = Int(text) {
            return ConstantColumn(.int(number), Field(found.name, .int64))
        }
        if found.type?.type == .date, let days = CivilTime.days(text) {
            return ConstantColumn(.date(days), Field(found.name, .date32))
        }
        return ConstantColumn(.string(text), Field(found.name, .string))
    }
}
