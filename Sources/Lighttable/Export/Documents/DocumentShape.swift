import Columnar
import JSON

/// The type that takes all of some JSON documents, as nested columns have types.
///
/// Where documents do not agree, as one has text where another has a number, that part stays JSON text.
indirect enum DocumentShape: Sendable, Equatable {
    /// Nothing but nulls.
    case nothing
    case bool
    /// Integers; small ones are those that a double has exactly, too.
    case int(areSmall: Bool)
    case float
    case string
    /// Parts that do not agree, as JSON text.
    case text
    case list(DocumentShape)
    case object(ObjectShape)

    /// As deep as lists and objects become columns.
    private static let deepest = 24
    private static let largestExact: Int64 = 1 << 53

    /// The shape of one document.
    init(_ document: JSONValue, depth: Int = 0) {
        guard depth < Self.deepest else {
            self = .text
            return
        }
        switch document {
        case .null: self = .nothing
        case .bool: self = .bool
        case .integer(let number): self = .int(areSmall: abs(number.clamped) <= Self.largestExact)
        case .number(let literal): self = literal.contains { ".eE".contains($0) } ? .float : .text
        case .string: self = .string
        case .array(let items):
            self = .list(items.reduce(.nothing) { $0.union(DocumentShape($1, depth: depth + 1)) })
        case .object(let members):
            self = .object(ObjectShape(members.map { ($0.key, DocumentShape($0.value, depth: depth + 1)) }))
        }
    }

    /// The shape of documents of either shape.
    func union(_ other: DocumentShape) -> DocumentShape {
        switch (self, other) {
        case (_, .nothing): self
        case (.nothing, _): other
        case (.int(let first), .int(let second)): .int(areSmall: first && second)
        case (.int(areSmall: true), .float), (.float, .int(areSmall: true)): .float
        case (.list(let first), .list(let second)): .list(first.union(second))
        case (.object(let first), .object(let second)): .object(first.union(second))
        default: self == other ? self : .text
        }
    }

    /// The type of a column with such documents, whose shape is settled.
    func field(_ name: String) -> Field {
        switch self {
        case .bool: Field(name, .bool)
        case .int: Field(name, .int64)
        case .float: Field(name, .float64)
        case .list(let element): Field(name, .list(element.field("element")))
        case .object(let object):
            Field(name, .structure(zip(object.names, object.shapes).map { $1.field($0) }))
        case .nothing, .string, .text: Field(name, .string)
        }
    }

    /// Whether there are no nested columns to be made of the documents, which all stay as they are.
    var isText: Bool { self == .text || self == .nothing }

    /// The shape once all documents are known: objects of which no structures can be made are text.
    var settled: DocumentShape {
        switch self {
        case .list(let element): .list(element.settled)
        case .object(let object): object.isStructure ? .object(object.settled) : .text
        default: self
        }
    }

    /// A document as a cell of such a column.
    func value(of document: JSONValue) -> Value {
        switch (self, document) {
        case (_, .null): .null
        case (.object(let object), .object(let members)):
            .structure(
                zip(object.names, object.shapes)
                    .map { name, shape in NamedValue(name: name, value: shape.value(of: members[name] ?? .null)) }
            )
        case (.text, _): .string(document.text(.compact))
        case (.list(let element), .array(let items)): .list(items.map(element.value))
        case (.bool, .bool(let truth)): .bool(truth)
        case (.int, .integer(let number)): .int(Int(number))
        case (.float, _): document.doubleValue.map(Value.float) ?? .null
        case (.string, .string(let text)): .string(text)
        default: .null
        }
    }
}

extension Int64 {
    /// The number itself, or the next one that has an opposite.
    fileprivate var clamped: Int64 { self == .min ? -.max : self }
}
