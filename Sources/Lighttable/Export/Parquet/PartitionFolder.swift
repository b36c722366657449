import Columnar
import Foundation

/// The names of folders such as `year=2026`, which give rows the values of columns that their files leave out
/// (https://arrow.apache.org/docs/cpp/dataset.html#reading-partitioned-data).
struct PartitionFolder: Sendable {
    /// As much as a file system takes for a name.
    private static let longestName = 255
    /// What stays as it is in a name: percent encoding is what readers of such folders undo.
    private static let plain = CharacterSet.alphanumerics.union(CharacterSet(charactersIn: "-_.~,@()!"))

    /// A column that becomes folders.
    let column: Column

    /// - Throws: A ``LighttableError`` for a column of whose values no names can be made.
    init(_ column: Column) throws {
        switch column.type {
        case .int, .string, .bool, .date, .uuid: break
        default:
            throw LighttableError(
                .invalidOption,
                "column '\(column.name)' is \(column.type), of which no folders can be made; partition by columns of "
                    + "Int, String, Bool, Date or UUID",
                at: .init(column: column.name)
            )
        }
        self.column = column
    }

    /// The name of the folder for rows with a value.
    ///
    /// - Throws: A ``LighttableError`` for a value that no reader would find in a name.
    func name(for value: Value) throws -> String {
        let text = try text(of: value)
        let name = "\(Self.visible(Self.encoded(column.name)))=\(Self.encoded(text))"
        guard name.utf8.count <= Self.longestName else { throw failure(text, "makes too long a name for a folder") }
        return name
    }

    private func text(of value: Value) throws -> String {
        switch value {
        case .null: return PartitionType.null
        case .int(let number): return String(number)
        case .bool(let truth): return String(truth)
        case .date(let days): return CivilTime.text(days: days)
        case .string(let text) where text.isEmpty || text == PartitionType.null:
            throw failure(text, "would be null for those who read the folders")
        case .string(let text): return text
        default: throw failure("\(value)", "has no name")
        }
    }

    private func failure(_ text: String, _ reason: String) -> LighttableError {
        let value = text.count > 40 ? "\(text.prefix(40))…" : text
        return LighttableError(
            .invalidValue,
            "column '\(column.name)': '\(value)' \(reason); leave such rows out (--where) or partition by other columns",
            at: .init(column: column.name)
        )
    }

    /// Readers leave out folders whose names begin with `.` or `_`.
    private static func visible(_ name: String) -> String {
        switch name.first {
        case ".": "%2E\(name.dropFirst())"
        case "_": "%5F\(name.dropFirst())"
        default: name
        }
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: plain) ?? text
    }
}
