import Columnar
import Foundation

extension RowText {
    /// Writes a value as the next item: of the types that have a form of their own in that, else as it encodes itself.
    ///
    /// - Throws: A ``CellError`` for a value that has no place there; what encoding throws.
    func encode<Item: Encodable>(_ value: Item) throws {
        // Comparing types is much cheaper than casting, and most values are none of these.
        if Item.self == Date.self, let date = value as? Date { return try moment(date) }
        if Item.self == Data.self, let data = value as? Data { return binary(data) }
        if Item.self == URL.self, let url = value as? URL { return string(url.absoluteString) }
        if Item.self == UUID.self, let id = value as? UUID { return uuid(id) }
        if Item.self == Decimal.self, let number = value as? Decimal { return try decimal("\(number)") }
        let before = depth
        let count = bytes.count
        try value.encode(to: RowEncoder(self))
        // A value that writes nothing is an empty object.
        if bytes.count == count { _ = begin(isList: false) }
        close(to: before)
    }

    /// Checks that what is to be written to the container at a depth comes behind all that was written.
    ///
    /// - Throws: A ``CellError`` for a container that was closed meanwhile.
    func reopen(_ depth: Int) throws {
        guard self.depth >= depth else {
            throw CellError("it writes to a nested container after one around it; encode values one after the other")
        }
        close(to: depth)
    }
}
