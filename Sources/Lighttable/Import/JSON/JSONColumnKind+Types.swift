import Columnar

extension JSONColumnKind {
    /// The kind that reads values as a type; what has a form of its own is read as JSON text or as text first.
    init(reading type: ColumnType) {
        switch type {
        case .bool: self = .bool
        case .int: self = .int
        case .float: self = .float
        case .json, .array: self = .json
        case .binary: self = .binary
        case .timestamp: self = .timestamp
        case .date: self = .date
        case .decimal: self = .decimal
        case .image, .video, .audio, .document: self = .text
        default: self = .string
        }
    }

    /// The type of a column of the kind; `nil` where the values have none.
    var inferredType: ColumnType? {
        switch self {
        case .bool: .bool
        case .int: .int
        case .float: .float
        case .string, .text: .string
        case .json: .json
        case .binary: .binary
        case .timestamp: .timestamp
        case .date: .date
        case .uuid: .uuid
        case .inferred, .null, .conflict, .decimal: nil
        }
    }

    /// The class of values that makes a column this kind, whatever else is in it.
    var decisiveClass: JSONValueClass? {
        switch self {
        case .int: .int
        case .float: .float
        case .json: .nested
        case .timestamp: .timestamp
        case .decimal: .decimal
        default: nil
        }
    }
}
