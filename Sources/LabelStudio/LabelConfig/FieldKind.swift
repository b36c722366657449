import Lighttable

/// What a data field of a label config takes.
enum FieldKind: String, Sendable, Hashable {
    case image
    case video
    case audio
    /// A document or text, by its address or written out.
    case document
    case text
    /// Lists and objects: options, dialogues, tables.
    case structure
    /// A tag this library does not know.
    case any

    /// The kind for a tag with `value="$field"`.
    init(tag: ConfigElement) {
        let valueType = tag.attributes["valueType"]?.lowercased()
        switch tag.tag.lowercased() {
        case "image": self = .image
        case "video": self = .video
        case "audio", "audioplus": self = .audio
        case "pdf": self = .document
        case "text", "header", "hypertext", "markdown": self = valueType == "url" ? .document : .text
        case "paragraphs": self = valueType == "url" ? .document : .structure
        case "timeseries", "multichannel": self = valueType == "json" ? .structure : .document
        case "list", "ranker", "table", "chat", "choices", "taxonomy", "labels": self = .structure
        case let name where name.hasSuffix("labels"): self = .structure
        default: self = .any
        }
    }

    /// The column type to name when a column is missing or does not fit.
    var expectedType: ColumnType {
        switch self {
        case .image: .image
        case .video: .video
        case .audio: .audio
        case .document: .document
        case .text, .any: .string
        case .structure: .json
        }
    }

    /// Whether a column of this type can fill the field.
    func accepts(_ type: ColumnType) -> Bool {
        switch (self, type) {
        case (_, .binary): false
        case (.image, .image), (.video, .video), (.audio, .audio), (.image, .json): true
        case (.document, .document), (.document, .string), (.document, .json): true
        case (.structure, .json), (.structure, .array): true
        case (.text, .array): false
        case (.text, _): !type.isMedia
        case (.any, _): true
        default: false
        }
    }
}
