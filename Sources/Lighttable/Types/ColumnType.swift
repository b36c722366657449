/// The type of a column.
///
/// ```swift
/// let (type, isRequired) = try ColumnType.parse("Image!")
/// print(type, isRequired)  // Image true
/// ```
public enum ColumnType: Sendable, Hashable {
    /// Truth values.
    case bool
    /// Signed 64-bit integers.
    case int
    /// Double-precision numbers.
    case float
    /// Text.
    case string
    /// Instants, or wall-clock times, in microseconds.
    case timestamp
    /// Calendar days.
    case date
    /// Times of a day, in microseconds since midnight.
    case time
    /// Lengths of time, in microseconds.
    case duration
    /// UUIDs, kept as text in lower case.
    case uuid
    /// JSON documents, kept as canonical text.
    case json
    /// Bytes.
    case binary
    /// Arrays of numbers, truth values or text.
    case array(ArrayType)
    /// URIs of images.
    case image
    /// URIs of videos.
    case video
    /// URIs of audio.
    case audio
    /// URIs of documents.
    case document
    /// Exact decimals.
    case decimal(precision: Int, scale: Int)
}

extension ColumnType {
    /// Whether cells are URIs of media.
    public var isMedia: Bool {
        switch self {
        case .image, .video, .audio, .document: true
        default: false
        }
    }

    /// Whether cells are kept as text.
    public var isText: Bool {
        self == .string || self == .json || self == .uuid || isMedia
    }
}

extension ColumnType: CustomStringConvertible {
    /// The type as written on the command line, such as `Int` or `Array(float32,[3])`.
    public var description: String {
        switch self {
        case .array(let type): type.description
        case .decimal(let precision, let scale): "Decimal(\(precision),\(scale))"
        default: Self.names.first { $0.value == self }?.key ?? "String"
        }
    }

    /// The names of the types that take no parameters.
    static let names: [String: ColumnType] = [
        "Bool": .bool, "Int": .int, "Float": .float, "String": .string, "Timestamp": .timestamp, "Date": .date,
        "Json": .json, "Binary": .binary, "Time": .time, "Duration": .duration, "Uuid": .uuid,
        "Image": .image, "Video": .video, "Audio": .audio, "Document": .document,
    ]
}
