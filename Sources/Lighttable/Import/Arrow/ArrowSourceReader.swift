import Columnar

/// Reads files, or a stream, whose columns have Arrow types: one table of all, with the columns that any of them has.
struct ArrowSourceReader: SourceReader {
    let name: String
    let inputs: [ArrowInput]
    /// Whether an index that has a name is left out, as `import_pandas` does.
    var dropsNamedIndex = false

    func read(
        _ request: ImportRequest,
        into target: ImportTarget,
        progress: ImportProgress?
    ) async throws -> ReadOutcome {
        var schema = ArrowSchema()
        var opened: ArrowSource?
        for input in inputs {
            let source = try await reporting(input) { try await input.open() }
            try schema.add(source, of: input, dropsNamedIndex: dropsNamedIndex)
            opened = source
        }
        schema.finish(inputs, inferTemporalTypes: request.options.inferTemporalTypes)
        let columns = try columns(schema, request)
        await target.begin()
        var pass = ArrowPass(columns: columns, schema: schema, target: target, inputs: inputs, progress: progress)
        for input in inputs {
            try await reporting(input) {
                let isOpen = inputs.count == 1 && opened != nil
                let source = isOpen ? opened : try await input.open()
                guard let source else { return }
                try await pass.read(input, source, dropsNamedIndex: dropsNamedIndex)
            }
        }
        let key = hasKey(columns, schema, request) ? schema.primaryKey : []
        return ReadOutcome(
            columns: columns,
            primaryKey: key,
            comment: schema.comment,
            warnings: schema.warnings + pass.warnings
        )
    }

    private func columns(_ schema: ArrowSchema, _ request: ImportRequest) throws -> [SourceColumn] {
        guard !schema.columns.isEmpty else {
            throw LighttableError(.malformedFile, "there are no columns; there is nothing to import")
        }
        var columns = try zip(schema.columns, request.columns(named: schema.columns.map(\.name))).map(settled)
        guard hasKey(columns, schema, request) else { return columns }
        for index in columns.indices where schema.primaryKey.contains(columns[index].sourceName) {
            columns[index].isKey = true
        }
        return columns
    }

    /// Whether the source itself has a key of whose columns, and of which, nobody wants anything else.
    private func hasKey(_ columns: [SourceColumn], _ schema: ArrowSchema, _ request: ImportRequest) -> Bool {
        let isOpen = request.table == nil && request.options.primaryKey.isEmpty
        return isOpen
            && schema.primaryKey.allSatisfy { name in
                columns.contains { $0.sourceName == name } && request.options.schemaOverrides[name] == nil
            }
    }

    /// A column with the type it gets: as asked for, as an export of ours says, or as found.
    private func settled(_ found: ArrowSchema.Column, _ wanted: SourceColumn) throws -> SourceColumn {
        var column = wanted
        if column.override == nil {
            if let conflict = found.conflict { throw conflict }
            guard let type = found.type else { throw untyped(found) }
            if let exported = found.exported, found.isPartition || exported.isMade(from: type.type) {
                column.override = ColumnOverride(exported.type, isRequired: !exported.isNullable)
                column.type = exported.type
                column.classNames = exported.classNames
                column.isLocalTime = exported.isLocalTime || type.isLocalTime
            } else {
                column.type = type.type
                column.isLocalTime = type.isLocalTime
            }
            column.evidence = found.evidence
        } else if column.type == .timestamp, found.type?.isLocalTime == true, !column.isExisting {
            column.isLocalTime = true
        }
        column.areStored = found.areStored && column.type == found.type?.type
        return column
    }

    private func untyped(_ column: ArrowSchema.Column) -> LighttableError {
        LighttableError(
            .invalidType,
            "column '\(column.name)' has no type and only nulls; give it one (schemaOverrides, "
                + "--type \(column.name)=String)",
            at: .init(column: column.name)
        )
    }

    /// Runs a body and says in the words of a user what is wrong with a file.
    private func reporting<Result>(_ input: ArrowInput, _ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch let error as ColumnarError {
            throw ArrowFailure.error(error, file: input.name)
        }
    }
}
