import Columnar

/// A cell as the journal and the model keep it.
enum Cell: Hashable, Sendable {
    case null
    case int(Int)
    case text(String)

    init(_ value: Value) {
        self = value.intValue.map(Cell.int) ?? value.stringValue.map(Cell.text) ?? .null
    }

    var value: Value {
        switch self {
        case .null: .null
        case .int(let number): .int(number)
        case .text(let text): .string(text)
        }
    }
}

/// The cells of a row by column.
typealias Cells = [String: Cell]

extension Cell: Codable {
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let number = try? container.decode(Int.self) {
            self = .int(number)
        } else {
            self = .text(try container.decode(String.self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .int(let number): try container.encode(number)
        case .text(let text): try container.encode(text)
        }
    }
}

extension Cells {
    /// The primary key.
    var key: Int? {
        guard case .int(let key) = self["id"] else { return nil }
        return key
    }
}
