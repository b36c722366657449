import Columnar

/// The columns that the metadata files of a folder have together.
struct MetadataSchema: Sendable {
    /// One of them.
    struct Found: Sendable {
        /// Its name in the files.
        let name: String
        /// The type that takes the values of all files; `String` for names of media files.
        var type: ColumnType
        var isLocalTime: Bool
        /// The name of the column of media, where it names files.
        let mediaName: String?
    }

    private let medium: FolderMedium
    private(set) var found: [Found] = []
    /// The names of the columns of each file, in the order in which files were added.
    private var names: [Set<String>] = []

    init(medium: FolderMedium) {
        self.medium = medium
    }

    /// Adds the columns of a file.
    mutating func add(_ columns: [SourceColumn]) {
        names.append(Set(columns.map(\.sourceName)))
        for column in columns {
            let mediaName = mediaName(column.sourceName)
            let type = mediaName == nil ? column.type : .string
            if let index = found.firstIndex(where: { $0.name == column.sourceName }) {
                found[index].type = Self.union(found[index].type, type)
            } else {
                found.append(
                    Found(name: column.sourceName, type: type, isLocalTime: column.isLocalTime, mediaName: mediaName)
                )
            }
        }
    }

    /// Makes sure that there are media.
    func check() throws {
        guard found.contains(where: { $0.mediaName != nil }) else {
            throw LighttableError(
                .malformedFile,
                "the metadata have no column 'file_name' that says of each row which \(medium) it is about; add one"
            )
        }
    }

    /// The columns as they become those of the table.
    func columns(_ request: ImportRequest, _ split: String?) throws -> [SourceColumn] {
        var names = found.map { $0.mediaName ?? $0.name }
        try SplitColumn.add(split, to: &names)
        return try zip(request.columns(named: names), names.indices)
            .map { column, index in
                var column = column
                guard column.override == nil, found.indices.contains(index) else { return column }
                column.type = found[index].mediaName == nil ? found[index].type : medium.type
                column.isLocalTime = found[index].isLocalTime
                return column
            }
    }

    /// What is asked of a file whose types are not known: those that the caller wants.
    func inferring(_ options: ImportOptions) -> ImportOptions {
        var inner = ImportOptions()
        inner.inferTemporalTypes = options.inferTemporalTypes
        inner.onError = options.onError.skips ? .skip() : .abort
        return inner
    }

    /// What is asked of a file whose types are known.
    func options(_ options: ImportOptions, _ columns: [SourceColumn], ofFile file: Int) -> ImportOptions {
        var inner = inferring(options)
        for (found, column) in zip(found, columns) where names[file].contains(found.name) {
            let isText = found.mediaName != nil || column.type.isMedia
            inner.schemaOverrides[found.name] = ColumnOverride(isText ? .string : column.type)
        }
        return inner
    }

    private func mediaName(_ name: String) -> String? {
        if name == "file_name" { return medium.rawValue }
        return name.hasSuffix("_file_name") ? String(name.dropLast("_file_name".count)) : nil
    }

    private static func union(_ first: ColumnType, _ second: ColumnType) -> ColumnType {
        switch (first, second) {
        case (second, _): first
        case (.bool, .int), (.int, .bool): .int
        case (.float, .int), (.int, .float), (.float, .bool), (.bool, .float): .float
        case (.date, .timestamp), (.timestamp, .date): .timestamp
        case (.json, _), (_, .json): .json
        default: .string
        }
    }
}
