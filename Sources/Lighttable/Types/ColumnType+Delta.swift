import Columnar
import DeltaLog

extension ColumnType {
    /// The Delta type in which Lighttable stores a column of this type.
    ///
    /// Delta has no times of day, durations and UUIDs. Microseconds in a `long` sort, filter and add up in every engine;
    /// UUIDs as text join with what other engines print, which bytes would not.
    var deltaType: DeltaType {
        switch self {
        case .bool: .boolean
        case .int, .time, .duration: .long
        case .float: .double
        case .string, .json, .uuid, .image, .video, .audio, .document: .string
        case .timestamp: .timestamp
        case .date: .date
        case .binary: .binary
        case .decimal(let precision, let scale): .decimal(precision: precision, scale: scale)
        case .array(let type): type.deltaType
        }
    }

    /// The type of a column that has no note of ours, as another engine's column looks to a user.
    init(foreign type: DeltaType) {
        switch type {
        case .boolean: self = .bool
        case .byte, .short, .integer, .long: self = .int
        case .float, .double: self = .float
        case .binary: self = .binary
        case .date: self = .date
        case .timestamp, .timestampNtz: self = .timestamp
        case .decimal(let precision, let scale): self = .decimal(precision: precision, scale: scale)
        case .array: self = ArrayType(deltaType: type).map(ColumnType.array) ?? .json
        case .structure, .map: self = .json
        default: self = .string
        }
    }
}

extension ArrayType {
    /// Nested Delta arrays, one level for each dimension.
    var deltaType: DeltaType {
        shape.reduce(element.deltaType) { inner, _ in .array(element: inner, containsNull: true) }
    }

    /// The array type that nested Delta arrays are, `nil` when they hold anything but numbers, booleans or text.
    init?(deltaType: DeltaType) {
        var inner = deltaType
        var shape: [Int?] = []
        while case .array(let element, _) = inner {
            shape.append(nil)
            inner = element
        }
        guard let element = ElementType.allCases.first(where: { $0.deltaType == inner }), !shape.isEmpty else {
            return nil
        }
        self.init(element, shape: shape)
    }
}

extension ElementType {
    var deltaType: DeltaType {
        switch self {
        case .int8: .byte
        case .int16: .short
        case .int32: .integer
        case .int64: .long
        case .float32: .float
        case .float64: .double
        case .bool: .boolean
        case .string: .string
        }
    }
}

extension DeltaType {
    /// The Arrow type in which a column of this Delta type is read and written.
    ///
    /// Nested values may be null even where the schema says otherwise, since not every engine holds to that.
    ///
    /// - Parameter mapping: How fields of structs are called: as in the data files of a table with that mapping.
    /// - Returns: The type.
    /// - Throws: A ``LighttableError`` of code `unsupported` for a type that is not known.
    func arrowType(_ mapping: ColumnMapping = .none) throws -> DataType {
        switch self {
        case .boolean: .bool
        case .byte: .int8
        case .short: .int16
        case .integer: .int32
        case .long: .int64
        case .float: .float32
        case .double: .float64
        case .decimal(let precision, let scale): .decimal128(precision: precision, scale: scale)
        case .string: .string
        case .binary: .binary
        case .date: .date32
        case .timestamp: .timestamp(.microsecond, timeZone: "UTC")
        case .timestampNtz: .timestamp(.microsecond, timeZone: nil)
        case .array(let element, _): .list(Field("element", try element.arrowType(mapping)))
        case .structure(let fields): .structure(try fields.map { try $0.arrowField(mapping) })
        case .map(let key, let value, _):
            .map(
                key: Field("key", try key.arrowType(mapping), isNullable: false),
                value: Field("value", try value.arrowType(mapping))
            )
        default:
            throw LighttableError(.unsupported, "columns of Delta type \(self) cannot be read yet")
        }
    }
}

extension DeltaField {
    /// The field as the data files of a table with a mapping have it.
    fileprivate func arrowField(_ mapping: ColumnMapping) throws -> Field {
        Field(try mapping.physicalName(of: self), try type.arrowType(mapping), id: try mapping.fieldID(of: self))
    }
}
