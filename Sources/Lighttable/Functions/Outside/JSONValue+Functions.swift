import Columnar
import Foundation
import JSON

extension JSONValue {
    /// A cell as an argument: files of this machine are paths, those of the network addresses, and bytes Base64.
    init(argument value: Columnar.Value, of type: ColumnType) {
        switch value {
        case .null: self = .null
        case .bool(let flag): self = .bool(flag)
        case .int(let number): self = .int(number)
        case .float(let number): self = number.isFinite ? JSONValue(number) : .string("\(number)")
        case .string(let text) where type == .json: self = (try? JSONValue(parsing: text)) ?? .string(text)
        case .string(let text): self = .string(type.isMedia ? MediaLocation.path(of: text) ?? text : text)
        case .binary(let data): self = .string(data.base64EncodedString())
        case .list(let items): self = .array(items.map { JSONValue(argument: $0, of: .string) })
        default: self = .string(value.plainText)
        }
    }

    /// A result as a cell of a type.
    ///
    /// - Throws: A ``CellError`` when it is none of that type.
    func stored(as type: ColumnType) throws -> Columnar.Value {
        if isNull { return .null }
        if type == .json { return .string(text(.canonical)) }
        if type == .binary {
            guard let data = stringValue.flatMap({ Data(base64Encoded: $0) }) else {
                throw CellError("\(text().shortened) is no Base64, as which bytes come", code: .invalidValue)
            }
            return .binary(data)
        }
        return try CellCheck(column: Column("result", type)).stored(cell)
    }

    /// The answer `{"result": ...}` or `{"error": "why"}` for a row.
    ///
    /// - Parameter who: Who gave it.
    /// - Returns: The result, or the error of the row.
    func answer(of who: String) -> Result<JSONValue, CellError> {
        if let error = self["error"], !error.isNull {
            return .failure(CellError(error.stringValue ?? error.text(), code: .functionFailed))
        }
        guard let result = self["result"] else {
            return .failure(CellError("\(who) gave neither a \"result\" nor an \"error\"", code: .functionFailed))
        }
        return .success(result)
    }

    private var cell: Columnar.Value {
        switch self {
        case .null: .null
        case .bool(let flag): .bool(flag)
        case .string(let text): .string(text)
        case .array(let items): .list(items.map(\.cell))
        case .object: .string(text(.canonical))
        default: intValue.map(Columnar.Value.int) ?? doubleValue.map(Columnar.Value.float) ?? .string(text())
        }
    }
}
