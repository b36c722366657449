/// The members of a JSON object, in order, each key once.
///
/// Two objects are equal when they have the same members, in whatever order.
///
/// ```swift
/// var object: JSONObject = ["b": 1, "a": 2]
/// object["c"] = 3
/// object.map(\.key)  // ["b", "a", "c"]
/// ```
public struct JSONObject: Sendable {
    /// Up to this many members looking at each is faster than hashing.
    private static let linearLimit = 12

    private var members: [Element] = []
    /// Where each key stands; nil while there are few.
    private var positions: [String: Int]?

    /// Creates an object without members.
    public init() {}

    /// Creates an object; of a repeated key the last value counts, at the place of the first.
    public init(_ members: some Sequence<(String, JSONValue)>) {
        for (key, value) in members { self[key] = value }
    }

    /// Creates an object whose members are sorted by key, since a dictionary has no order.
    public init(_ dictionary: [String: JSONValue]) {
        self.init(dictionary.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    }

    /// The value of a key; setting `nil` removes the member, a new key goes to the end.
    public subscript(key: String) -> JSONValue? {
        get { position(of: key).map { members[$0].value } }
        set {
            switch (position(of: key), newValue) {
            case (let position?, let value?): members[position].value = value
            case (let position?, nil): remove(at: position)
            case (nil, let value?): append(key, value)
            case (nil, nil): break
            }
        }
    }

    /// The members as a dictionary, for when their order does not matter.
    public var dictionary: [String: JSONValue] {
        Dictionary(members.map { ($0.key, $0.value) }) { _, last in last }
    }

    /// The members that fulfil a condition.
    public func filter(_ isIncluded: (Element) throws -> Bool) rethrows -> JSONObject {
        JSONObject(try members.filter(isIncluded).map { ($0.key, $0.value) })
    }

    /// The members of both; where both have a key, the other's value counts.
    public func merging(_ other: JSONObject) -> JSONObject {
        var merged = self
        for (key, value) in other { merged[key] = value }
        return merged
    }

    private func position(of key: String) -> Int? {
        if let positions { return positions[key] }
        return members.firstIndex { $0.key == key }
    }

    private mutating func append(_ key: String, _ value: JSONValue) {
        members.append((key, value))
        if positions != nil {
            positions?[key] = members.count - 1
        } else if members.count > Self.linearLimit {
            indexKeys()
        }
    }

    private mutating func remove(at position: Int) {
        members.remove(at: position)
        if positions != nil { indexKeys() }
    }

    private mutating func indexKeys() {
        positions = Dictionary(members.enumerated().map { ($1.key, $0) }) { first, _ in first }
    }
}

extension JSONObject: RandomAccessCollection {
    /// A key and its value.
    public typealias Element = (key: String, value: JSONValue)

    /// The place of the first member.
    public var startIndex: Int { 0 }

    /// The place after the last member.
    public var endIndex: Int { members.count }

    /// The member at a place.
    public subscript(position: Int) -> Element { members[position] }
}

extension JSONObject: Hashable {
    /// Whether both have the same members, in whatever order.
    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.count == right.count && left.allSatisfy { right[$0.key] == $0.value }
    }

    /// Feeds the members to a hasher so that their order makes no difference.
    public func hash(into hasher: inout Hasher) {
        var sum = 0
        for (key, value) in members {
            var member = Hasher()
            member.combine(key)
            member.combine(value)
            sum &+= member.finalize()
        }
        hasher.combine(count)
        hasher.combine(sum)
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// Creates an object with members in the order written.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init(elements)
    }
}
