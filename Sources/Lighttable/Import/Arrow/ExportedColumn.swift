import JSON

/// What a file that `exportParquet` wrote says about one of its columns.
struct ExportedColumn: Sendable, Equatable {
    let type: ColumnType
    let isNullable: Bool
    let isLocalTime: Bool
    let classNames: [String]

    /// The columns that a file says it has, by name; none for files from elsewhere.
    static func all(in description: JSONValue?) -> [String: ExportedColumn] {
        Dictionary(list(in: description).map { ($0.name, $0.column) }) { first, _ in first }
    }

    /// The columns that a file says were exported, in their order.
    static func list(in description: JSONValue?) -> [(name: String, column: ExportedColumn)] {
        let columns = description?["columns"]?.arrayValue ?? []
        return columns.compactMap { column in
            guard let members = column.objectValue, let name = members["name"]?.stringValue,
                let type = members["type"]?.stringValue.flatMap({ try? ColumnType.parse($0).type })
            else { return nil }
            return (name, ExportedColumn(type, members))
        }
    }

    private init(_ type: ColumnType, _ members: JSONObject) {
        self.type = type
        isNullable = members["nullable"]?.boolValue ?? true
        isLocalTime = members["local_time"]?.boolValue ?? false
        classNames = members["class_names"]?.arrayValue?.compactMap(\.stringValue) ?? []
    }

    /// Whether values that the file has as another type are what the export made of this one.
    func isMade(from found: ColumnType) -> Bool {
        switch (type, found) {
        case (.json, .string), (.uuid, .string), (.duration, .int), (.time, .int): true
        case (_, .string) where type.isMedia, (_, .binary) where type.isMedia, (_, .json) where type.isMedia: true
        case (.array(let wanted), .array(let array)):
            wanted.element == array.element && wanted.shape.count == array.shape.count
        default: type == found
        }
    }
}
