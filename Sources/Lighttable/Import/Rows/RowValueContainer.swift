/// Encodes a value that is no container.
struct RowValueContainer: SingleValueEncodingContainer {
    let text: RowText
    var codingPath: [any CodingKey] { [] }

    func encodeNil() throws { text.null() }

    func encode<Item: Encodable>(_ value: Item) throws { try text.encode(value) }

    func encode(_ value: Bool) throws { text.bool(value) }

    func encode(_ value: String) throws { text.string(value) }

    func encode(_ value: Double) throws { try text.float(value) }

    func encode(_ value: Float) throws { try text.float(Double(value)) }

    func encode(_ value: Int) throws { text.integer(Int64(value)) }

    func encode(_ value: Int8) throws { text.integer(Int64(value)) }

    func encode(_ value: Int16) throws { text.integer(Int64(value)) }

    func encode(_ value: Int32) throws { text.integer(Int64(value)) }

    func encode(_ value: Int64) throws { text.integer(Int64(value)) }

    func encode(_ value: UInt) throws { text.integer(UInt64(value)) }

    func encode(_ value: UInt8) throws { text.integer(UInt64(value)) }

    func encode(_ value: UInt16) throws { text.integer(UInt64(value)) }

    func encode(_ value: UInt32) throws { text.integer(UInt64(value)) }

    func encode(_ value: UInt64) throws { text.integer(UInt64(value)) }
}
