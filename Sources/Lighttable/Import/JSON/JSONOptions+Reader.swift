import Columnar

extension JSONOptions {
    /// The options for the reader of a source of this name.
    ///
    /// - Throws: A ``LighttableError`` for a path that has no keys.
    func readerOptions(for source: String) throws -> JSONRowOptions {
        var options = JSONRowOptions()
        options.holdsLines = recordsPath == nil && (holdsLines ?? Self.isLinesName(source))
        options.path =
            recordsPath.map { $0.split(separator: ".", omittingEmptySubsequences: false).map(String.init) } ?? []
        guard !options.path.contains("") else {
            throw LighttableError(
                .invalidOption,
                "'\(recordsPath ?? "")' is no path of keys; give them joined with points, such as data.items"
            )
        }
        return options
    }

    private static func isLinesName(_ source: String) -> Bool {
        var name = source.lowercased()
        for compression in [".gz", ".zst", ".bz2"] where name.hasSuffix(compression) {
            name.removeLast(compression.count)
        }
        return name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson")
    }
}
