/// Makes valid, distinct column names out of a source's names.
///
/// The rule of the io documentation: every character that is not an ASCII letter or digit becomes `_`, a result
/// that begins with a digit or underscore gets a `c` in front, and duplicates get `_2`, `_3`, … in column order;
/// names that differ only in case are duplicates, because Delta takes them for the same.
enum ColumnNames {
    /// The names for a table, one for each source name.
    static func normalized(_ names: [String]) -> [String] {
        var taken: Set<String> = []
        return names.map { name in
            let base = normalized(name)
            var unique = base
            var suffix = 2
            while !taken.insert(unique.lowercased()).inserted {
                unique = "\(base)_\(suffix)"
                suffix += 1
            }
            return unique
        }
    }

    private static func normalized(_ name: String) -> String {
        let plain = String(
            name.unicodeScalars.map { scalar -> Character in
                scalar.isASCII && scalar.properties.isAlphanumeric ? Character(scalar) : "_"
            }
        )
        guard let first = plain.first else { return "c" }
        return first.isLetter ? plain : "c" + plain
    }
}

extension Unicode.Scalar.Properties {
    fileprivate var isAlphanumeric: Bool { isAlphabetic || numericType != nil }
}
