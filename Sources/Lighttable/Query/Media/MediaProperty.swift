import Columnar
import Foundation

/// Something about the files of a media column that an expression asks for, such as `width(photo)`.
struct MediaProperty: Sendable, Hashable {
    let function: FilterFunction
    let column: String

    /// The functions that look at files.
    static let functions: Set<FilterFunction> = [.width, .height, .format, .fileSize]

    /// The column that batches get for it, of a name that no column of a table has.
    var field: Field { Field("\u{1}\(function.rawValue)(\(column))", function == .format ? .string : .int64) }

    /// The kind of its values.
    var kind: ValueKind { function == .format ? .text : .int }

    /// The property of a file; null when it is not there, or is no such medium.
    func value(of uri: String) -> Value {
        guard uri.hasPrefix("file:"), let path = URL(string: uri)?.path(percentEncoded: false) else { return .null }
        switch function {
        case .width: return size(path).map { .int($0.width) } ?? .null
        case .height: return size(path).map { .int($0.height) } ?? .null
        case .format: return format(path).map(Value.string) ?? .null
        default:
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            return (attributes?[.size] as? Int).map(Value.int) ?? .null
        }
    }

    private func size(_ path: String) -> PictureSize? { try? PictureSize(ofFile: path) }

    private func format(_ path: String) -> String? {
        let start = try? FileSystem.start(of: path, MediaSignature.byteCount)
        return start.flatMap(MediaSignature.format)?.name
    }
}

extension Expression {
    /// What the expression asks of the files of media columns.
    var mediaProperties: Set<MediaProperty> {
        if case .call(let name, let arguments) = self, case .column(let column)? = arguments.first,
            let function = FilterFunction(rawValue: name), MediaProperty.functions.contains(function)
        {
            return [MediaProperty(function: function, column: column)]
        }
        return operands.reduce(into: []) { $0.formUnion($1.mediaProperties) }
    }
}
