import Columnar

/// Which columns of a data file may hold text, and as what they are read; other engines have many types for it.
struct TextFields {
    private let summary: ParquetSummary

    init(of summary: ParquetSummary) {
        self.summary = summary
    }

    /// The fields among a file's own that may hold text.
    func among(_ fields: [Field]) -> [Field] {
        fields.compactMap { field in
            type(field.type, of: field.name).map { Field(field.name, $0) }
        }
    }

    private func type(_ type: DataType, of path: String) -> DataType? {
        switch type {
        case .string, .binary: type
        case .dictionary: .string
        case .other(let format): Self.plain(format) ?? (hasNumbers(path) ? nil : Self.list(format) ?? .string)
        // A dictionary of texts looks like its indices.
        case .int8, .int16, .int32, .int64: hasNumbers(path) ? nil : .string
        case .list(let element): Self.known(element).map(DataType.list)
        case .structure(let fields): Self.structure(fields)
        case .map(let key, let value):
            Self.known(key) == nil && Self.known(value) == nil
                ? nil : .map(key: Self.known(key) ?? key, value: Self.known(value) ?? value)
        default: nil
        }
    }

    /// A nested field as it is read; `nil` when it holds no text.
    private static func known(_ field: Field) -> Field? {
        var field = field
        switch field.type {
        case .string, .binary: return field
        case .other(let format): field.type = plain(format) ?? list(format) ?? .string
        case .list(let element):
            guard let element = known(element) else { return nil }
            field.type = .list(element)
        case .structure(let fields):
            guard let type = structure(fields) else { return nil }
            field.type = type
        default: return nil
        }
        return field
    }

    private static func structure(_ fields: [Field]) -> DataType? {
        guard fields.contains(where: { known($0) != nil }) else { return nil }
        return .structure(fields.map { known($0) ?? $0 })
    }

    /// Large texts and views, by their formats in the Arrow C data interface.
    private static func plain(_ format: String) -> DataType? {
        switch format {
        case "U", "vu": .string
        case "Z", "vz": .binary
        default: nil
        }
    }

    private static func list(_ format: String) -> DataType? {
        format.hasPrefix("+") ? .list(Field("element", .string)) : nil
    }

    /// Whether the file's statistics show a column to hold numbers.
    private func hasNumbers(_ path: String) -> Bool {
        let leaves = summary.columns.filter { $0.path == path || $0.path.hasPrefix("\(path).") }
        return !leaves.isEmpty
            && leaves.allSatisfy { leaf in
                switch leaf.bounds {
                case .int, .double: true
                case .bytes, nil: false
                }
            }
    }
}
