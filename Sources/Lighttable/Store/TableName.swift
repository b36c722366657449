/// The name of a table or directory in a store: identifiers joined by dots, such as `demo.films`.
struct TableName: Hashable, CustomStringConvertible {
    let components: [String]

    /// Reads `films`, `demo.films` or `demo/films`.
    ///
    /// - Throws: A ``LighttableError`` of code `invalidName` that says which part is wrong and why.
    init(_ text: String) throws {
        components = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "/" }.map(String.init)
        for component in components { try Self.check(component, in: text) }
    }

    /// The path of the table's folder below the store's `tables` folder.
    var relativePath: String { components.joined(separator: "/") }

    var description: String { components.joined(separator: ".") }

    private static func check(_ component: String, in text: String) throws {
        let isIdentifier = component.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
        guard isIdentifier, component.first?.isLetter == true, component.utf8.count <= 200 else {
            throw LighttableError(
                .invalidName,
                "'\(text)' is not a valid table name: use letters, digits, '_' and '-', "
                    + "beginning with a letter, with '.' between directories, such as demo.films",
                at: .init(table: text)
            )
        }
    }
}
