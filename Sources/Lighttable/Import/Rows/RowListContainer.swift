/// Encodes the items of a list.
struct RowListContainer: UnkeyedEncodingContainer {
    let text: RowText
    let depth: Int
    private(set) var count = 0
    var codingPath: [any CodingKey] { [] }

    init(text: RowText, depth: Int) {
        self.text = text
        self.depth = depth
    }

    mutating func encodeNil() throws {
        try begin()
        text.null()
    }

    mutating func encode<Item: Encodable>(_ value: Item) throws {
        try begin()
        try text.encode(value)
    }

    mutating func nestedContainer<NestedKey: CodingKey>(
        keyedBy keyType: NestedKey.Type
    ) -> KeyedEncodingContainer<NestedKey> {
        next().container(keyedBy: keyType)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { next().unkeyedContainer() }

    mutating func superEncoder() -> any Encoder { next() }

    fileprivate mutating func begin() throws {
        try text.reopen(depth)
        count += 1
    }

    private mutating func next() -> RowEncoder {
        text.close(to: depth)
        count += 1
        return RowEncoder(text)
    }
}

// The types that the protocol names one by one.
extension RowListContainer {
    mutating func encode(_ value: Bool) throws {
        try begin()
        text.bool(value)
    }

    mutating func encode(_ value: String) throws {
        try begin()
        text.string(value)
    }

    mutating func encode(_ value: Double) throws {
        try begin()
        try text.float(value)
    }

    mutating func encode(_ value: Float) throws {
        try begin()
        try text.float(Double(value))
    }

    mutating func encode(_ value: Int) throws {
        try begin()
        text.integer(Int64(value))
    }

    mutating func encode(_ value: Int8) throws {
        try begin()
        text.integer(Int64(value))
    }

    mutating func encode(_ value: Int16) throws {
        try begin()
        text.integer(Int64(value))
    }

    mutating func encode(_ value: Int32) throws {
        try begin()
        text.integer(Int64(value))
    }

    mutating func encode(_ value: Int64) throws {
        try begin()
        text.integer(Int64(value))
    }

    mutating func encode(_ value: UInt) throws {
        try begin()
        text.integer(UInt64(value))
    }

    mutating func encode(_ value: UInt8) throws {
        try begin()
        text.integer(UInt64(value))
    }

    mutating func encode(_ value: UInt16) throws {
        try begin()
        text.integer(UInt64(value))
    }

    mutating func encode(_ value: UInt32) throws {
        try begin()
        text.integer(UInt64(value))
    }

    mutating func encode(_ value: UInt64) throws {
        try begin()
        text.integer(UInt64(value))
    }
}
