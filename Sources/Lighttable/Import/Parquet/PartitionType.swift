import Foundation

/// The type of a column that comes from the names of folders.
enum PartitionType {
    /// The name of the folder of rows that have no value.
    static let null = "__HIVE_DEFAULT_PARTITION__"

    /// What all texts are; text such as `01` stays text.
    static func inferred(_ texts: [String], inferTemporalTypes: Bool) -> ColumnType {
        guard !texts.isEmpty else { return .string }
        if texts.allSatisfy({ Int($0).map(String.init) == $0 }) { return .int }
        return inferTemporalTypes && texts.allSatisfy { CivilTime.days($0) != nil } ? .date : .string
    }

    /// The cells that folders below a root give their rows; other folders give none.
    static func cells(_ folders: some Sequence<Substring>) -> [PartitionCell] {
        folders.compactMap { folder in
            guard let equals = folder.firstIndex(of: "="), equals != folder.startIndex else { return nil }
            let name = String(folder[..<equals])
            let text = String(folder[folder.index(after: equals)...])
            let value = text == null || text.isEmpty ? nil : decoded(text)
            return PartitionCell(name: decoded(name), text: value)
        }
    }

    /// A text without percent encoding, itself when it has none that is right.
    ///
    /// `removingPercentEncoding` would leave out a byte order mark at the start.
    private static func decoded(_ text: String) -> String {
        guard text.contains("%") else { return text }
        var bytes: [UInt8] = []
        var rest = Substring(text).utf8
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = rest.prefix(2)
            guard digits.count == 2, digits.first != UInt8(ascii: "+"), let value = UInt8(Substring(digits), radix: 16)
            else { return text }
            bytes.append(value)
            rest.removeFirst(2)
        }
        return String(validating: bytes, as: UTF8.self) ?? text
    }
}
