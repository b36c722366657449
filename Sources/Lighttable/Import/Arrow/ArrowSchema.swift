import Columnar
import JSON

/// The columns of all files of a source together.
struct ArrowSchema: Sendable {
    /// One column of the source.
    struct Column: Sendable {
        let name: String
        /// `nil` as long as there are only nulls without a type.
        var type: ArrowColumnType?
        /// The file that made the type what it is, where others have a narrower one.
        var evidence: String?
        /// Whether it comes from the names of folders.
        var isPartition = false
        /// What an export of ours says it was.
        var exported: ExportedColumn?
        /// What is wrong unless the caller asks for a type: no type takes the values of all files.
        var conflict: LighttableError?
        /// Whether the cells come in the form in which such a column is stored.
        var areStored = false
    }

    private(set) var columns: [Column] = []
    /// The primary key that all rows had where they are of one export of ours.
    private(set) var primaryKey: [String] = []
    /// What the table was for, likewise.
    private(set) var comment = ""
    /// What the caller should know though nothing failed.
    private(set) var warnings: [String] = []
    private var places: [String: Int] = [:]
    private var partitionNames: [String]?
    /// What the last file says of the export that wrote it.
    private var export: String??
    /// The columns that all files say were exported, in their order; none when they do not say the same.
    private var exportedColumns: [(name: String, column: ExportedColumn)] = []

    /// Which columns of a file are read: not the index of a dataframe, and no second column of a name.
    static func columnsToRead(_ source: ArrowSource, dropsNamedIndex: Bool) -> [Int] {
        let index = PandasIndex(source, dropsNamed: dropsNamedIndex)
        return source.columns.indices.filter { !index.dropped.contains(source.columns[$0].field.name) }
    }

    /// Adds the columns of a file.
    ///
    /// - Throws: A ``LighttableError`` that names the file when its folders' names do not go with the others.
    mutating func add(_ source: ArrowSource, of input: ArrowInput, dropsNamedIndex: Bool) throws {
        let index = PandasIndex(source, dropsNamed: dropsNamedIndex)
        warnings += index.warnings.filter { !warnings.contains($0) }
        let exported = ExportedColumn.all(in: described(source))
        let partition = Set(input.partition.map(\.name))
        for place in Self.columnsToRead(source, dropsNamedIndex: dropsNamedIndex) {
            let column = source.columns[place]
            guard !partition.contains(column.field.name) else { continue }
            add(column, exported[column.field.name], of: input)
        }
        try checkPartition(input)
    }

    /// What a file says of the export that wrote it; rows of several need not have different keys.
    private mutating func described(_ source: ArrowSource) -> JSONValue? {
        let text = source.metadata(ExportDescription.metadataKey)
        let description = text.flatMap { try? JSONValue(parsing: $0) }
        if export == nil {
            primaryKey = description?["primary_key"]?.arrayValue?.compactMap(\.stringValue) ?? []
            comment = description?["comment"]?.stringValue ?? ""
            exportedColumns = ExportedColumn.list(in: description)
        } else if export != .some(text) {
            primaryKey = []
            comment = ""
            exportedColumns = []
        }
        export = .some(text)
        return description
    }

    /// Ends the schema with the columns that folders' names give.
    mutating func finish(_ inputs: [ArrowInput], inferTemporalTypes: Bool) {
        for (index, name) in (partitionNames ?? []).enumerated() {
            let texts = inputs.compactMap { $0.partition[index].text }
            let exported = exportedColumns.first { $0.name == name }?.column
            let type = exported?.type ?? PartitionType.inferred(texts, inferTemporalTypes: inferTemporalTypes)
            columns.removeAll { $0.name == name }
            columns.append(Column(name: name, type: ArrowColumnType(type), isPartition: true, exported: exported))
        }
        restoreOrder()
    }

    /// Puts the columns that folders' names give where they were before an export of ours made folders of them.
    private mutating func restoreOrder() {
        guard partitionNames?.isEmpty == false, exportedColumns.count == columns.count else { return }
        let ordered = exportedColumns.compactMap { exported in columns.first { $0.name == exported.name } }
        if ordered.count == columns.count { columns = ordered }
    }

    private mutating func add(_ column: ArrowSourceColumn, _ exported: ExportedColumn?, of input: ArrowInput) {
        let name = column.field.name
        let type = ArrowColumnType(column)
        guard let place = places[name] else {
            places[name] = columns.count
            let areStored = column.meaning != .jsonText
            columns.append(Column(name: name, type: type, exported: exported, areStored: areStored))
            return
        }
        if columns[place].exported != exported { columns[place].exported = nil }
        if column.meaning == .jsonText { columns[place].areStored = false }
        guard let type else { return }
        guard let former = columns[place].type else {
            columns[place].type = type
            return
        }
        guard let union = former.union(type) else {
            columns[place].conflict = columns[place].conflict ?? mismatch(name, former, type, input)
            columns[place].areStored = false
            return
        }
        if union != former { columns[place].evidence = "\(input.name) has \(type.type)" }
        columns[place].type = union
    }

    private mutating func checkPartition(_ input: ArrowInput) throws {
        let names = input.partition.map(\.name)
        guard let partitionNames else {
            self.partitionNames = names
            return
        }
        guard names == partitionNames else {
            throw LighttableError(
                .malformedFile,
                "its folders give it the columns [\(names.joined(separator: ", "))], but those of the files before give "
                    + "[\(partitionNames.joined(separator: ", "))]; put it where the others are, or leave it out",
                at: .init(file: input.name)
            )
        }
    }

    private func mismatch(
        _ name: String,
        _ former: ArrowColumnType,
        _ type: ArrowColumnType,
        _ input: ArrowInput
    ) -> LighttableError {
        let words = [former, type].map { "\($0.type)\($0.isLocalTime ? " without time zone" : "")" }
        return LighttableError(
            .invalidType,
            "column '\(name)' is \(words[1]) here and \(words[0]) in the files before, and no type takes both; "
                + "give it one for all (schemaOverrides, --type \(name)=String)",
            at: .init(column: name, file: input.name)
        )
    }
}
