/// Encodes the members of an object, which at the outermost level are the cells of a row.
struct RowObjectContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let text: RowText
    let depth: Int
    var codingPath: [any CodingKey] { [] }

    func encodeNil(forKey key: Key) throws {
        try begin(key)
        text.null()
    }

    func encode<Item: Encodable>(_ value: Item, forKey key: Key) throws {
        try begin(key)
        try text.encode(value)
    }

    /// A cell without a value still makes its column known, so that columns stand in the order of declaration.
    func encodeIfPresent<Item: Encodable>(_ value: Item?, forKey key: Key) throws {
        guard let value else { return try encodeMissing(key) }
        try encode(value, forKey: key)
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy keyType: NestedKey.Type,
        forKey key: Key
    ) -> KeyedEncodingContainer<NestedKey> {
        text.key(key.stringValue, at: depth)
        return RowEncoder(text).container(keyedBy: keyType)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        text.key(key.stringValue, at: depth)
        return RowEncoder(text).unkeyedContainer()
    }

    func superEncoder() -> any Encoder {
        text.key("super", at: depth)
        return RowEncoder(text)
    }

    func superEncoder(forKey key: Key) -> any Encoder {
        text.key(key.stringValue, at: depth)
        return RowEncoder(text)
    }

    fileprivate func begin(_ key: Key) throws {
        try text.reopen(depth)
        text.key(key.stringValue, at: depth)
    }

    fileprivate func encodeMissing(_ key: Key) throws {
        if depth == 1 { try encodeNil(forKey: key) }
    }
}

// The types that the protocol names one by one.
extension RowObjectContainer {
    func encode(_ value: Bool, forKey key: Key) throws {
        try begin(key)
        text.bool(value)
    }

    func encode(_ value: String, forKey key: Key) throws {
        try begin(key)
        text.string(value)
    }

    func encode(_ value: Double, forKey key: Key) throws {
        try begin(key)
        try text.float(value)
    }

    func encode(_ value: Float, forKey key: Key) throws {
        try begin(key)
        try text.float(Double(value))
    }

    func encode(_ value: Int, forKey key: Key) throws {
        try begin(key)
        text.integer(Int64(value))
    }

    func encode(_ value: Int8, forKey key: Key) throws {
        try begin(key)
        text.integer(Int64(value))
    }

    func encode(_ value: Int16, forKey key: Key) throws {
        try begin(key)
        text.integer(Int64(value))
    }

    func encode(_ value: Int32, forKey key: Key) throws {
        try begin(key)
        text.integer(Int64(value))
    }

    func encode(_ value: Int64, forKey key: Key) throws {
        try begin(key)
        text.integer(Int64(value))
    }

    func encode(_ value: UInt, forKey key: Key) throws {
        try begin(key)
        text.integer(UInt64(value))
    }

    func encode(_ value: UInt8, forKey key: Key) throws {
        try begin(key)
        text.integer(UInt64(value))
    }

    func encode(_ value: UInt16, forKey key: Key) throws {
        try begin(key)
        text.integer(UInt64(value))
    }

    func encode(_ value: UInt32, forKey key: Key) throws {
        try begin(key)
        text.integer(UInt64(value))
    }

    func encode(_ value: UInt64, forKey key: Key) throws {
        try begin(key)
        text.integer(UInt64(value))
    }

    func encodeIfPresent(_ value: Bool?, forKey key: Key) throws {
        guard let value else { return try encodeMissing(key) }
        try encode(value, forKey: key)
    }

    func encodeIfPresent(_ value: String?, forKey key: Key) throws {
        guard let value else { return try encodeMissing(key) }
        try encode(value, forKey: key)
    }

    func encodeIfPresent(_ value: Double?, forKey key: Key) throws {
        guard let value else { return try encodeMissing(key) }
        try encode(value, forKey: key)
    }

    func encodeIfPresent(_ value: Float?, forKey key: Key) throws {
        guard let value else { return try encodeMissing(key) }
        try encode(value, forKey: key)
    }

    func encodeIfPresent(_ value: Int?, forKey key: Key) throws {
        guard let value else { return try encodeMissing(key) }
        try encode(value, forKey: key)
    }

    func encodeIfPresent(_ value: Int8?, forKey key: Key) throws {
        guard let value else { return try encodeMissing(key) }
        try encode(value, forKey: key)
    }

    func encodeIfPresent(_ value: Int16?, forKey key: Key) throws {
        guard let value else { return try encodeMissing(key) }
        try encode(value, forKey: key)
    }

    func encodeIfPresent(_ value: Int32?, forKey key: Key) throws {
        guard let value else { return try encodeMissing(key) }
        try encode(value, forKey: key)
    }

    func encodeIfPresent(_ value: Int64?, forKey key: Key) throws {
        guard let value else { return try encodeMissing(key) }
        try encode(value, forKey: key)
    }

    func encodeIfPresent(_ value: UInt?, forKey key: Key) throws {
        guard let value else { return try encodeMissing(key) }
        try encode(value, forKey: key)
    }

    func encodeIfPresent(_ value: UInt8?, forKey key: Key) throws {
        guard let value else { return try encodeMissing(key) }
        try encode(value, forKey: key)
    }

    func encodeIfPresent(_ value: UInt16?, forKey key: Key) throws {
        guard let value else { return try encodeMissing(key) }
        try encode(value, forKey: key)
    }

    func encodeIfPresent(_ value: UInt32?, forKey key: Key) throws {
        guard let value else { return try encodeMissing(key) }
        try encode(value, forKey: key)
    }

    func encodeIfPresent(_ value: UInt64?, forKey key: Key) throws {
        guard let value else { return try encodeMissing(key) }
        try encode(value, forKey: key)
    }
}
