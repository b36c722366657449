import JSON

/// What a column of a Hugging Face dataset is (https://huggingface.co/docs/datasets/about_dataset_features).
indirect enum Feature: Equatable, Sendable {
    /// Numbers that stand for names.
    case classLabel([String])
    /// Bytes or a path.
    case media(ColumnType)
    /// Values of a fixed shape.
    case array([Int?])
    /// Lists of a length, `nil` for any.
    case list(Feature, length: Int?)
    /// Documents of their own.
    case json
    /// What the Arrow type says.
    case value

    /// Reads the description of a feature.
    init(_ json: JSONValue) {
        if let item = json.arrayValue?.first {
            self = .list(Feature(item), length: nil)
            return
        }
        switch json["_type"]?.stringValue {
        case "ClassLabel": self = .classLabel(json["names"]?.arrayValue?.compactMap(\.stringValue) ?? [])
        case "Image": self = .media(.image)
        case "Audio": self = .media(.audio)
        case "Video": self = .media(.video)
        case "Pdf", "Nifti", "Mesh": self = .media(.document)
        case "Array2D", "Array3D", "Array4D", "Array5D":
            self = .array(json["shape"]?.arrayValue?.map(\.intValue) ?? [])
        case "Sequence", "List", "LargeList":
            let length = json["length"]?.intValue.flatMap { $0 < 0 ? nil : $0 }
            self = .list(Feature(json["feature"] ?? .null), length: length)
        case "Translation", "TranslationVariableLanguages", "Json": self = .json
        case "Value": self = .value
        default: self = json.objectValue == nil ? .value : .json
        }
    }

    /// The names of classes that make numbers text.
    var evidence: String? {
        switch self {
        case .classLabel(let names), .list(.classLabel(let names), _):
            let shown = names.prefix(10).enumerated().map { "\($0) `\($1.shortened)`" }.joined(separator: ", ")
            return "classes: \(shown)\(names.count > 10 ? ", … (\(names.count))" : "")"
        default: return nil
        }
    }

    /// The features by the columns' names, from a file's own metadata.
    static func all(inMetadata text: String?) -> [String: Feature] {
        let json = text.flatMap { try? JSONValue(parsing: $0) }
        return all(json?["info"]?["features"])
    }

    /// The features by the columns' names.
    static func all(_ json: JSONValue?) -> [String: Feature] {
        (json?.objectValue?.dictionary ?? [:]).mapValues(Feature.init)
    }
}
