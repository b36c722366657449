/// Encodes a row, or a value inside one, straight into its text.
struct RowEncoder: Encoder {
    let text: RowText
    /// How many containers are open around the value.
    let depth: Int
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    init(_ text: RowText) {
        self.text = text
        depth = text.depth
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(RowObjectContainer<Key>(text: text, depth: text.begin(isList: false)))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        RowListContainer(text: text, depth: text.begin(isList: true))
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { RowValueContainer(text: text) }
}
