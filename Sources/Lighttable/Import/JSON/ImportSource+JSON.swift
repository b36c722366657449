extension ImportSource {
    /// A JSON file: a list of objects, one object on each line, or one object with such a list in it.
    ///
    /// - Parameters:
    ///   - path: The file, which may be compressed with gzip, zstd or bzip2; `-` is standard input.
    ///   - options: How rows stand in the file.
    /// - Returns: The source; what is wrong with it is said when it is read.
    public static func json(_ path: String, _ options: JSONOptions = JSONOptions()) -> ImportSource {
        ImportSource(name: path) {
            let rows = try options.readerOptions(for: path)
            let spooled = try await SpooledSource.of(path)
            let reader = JSONSourceReader(name: path, path: spooled.path, options: rows)
            return OpenSource(reader: reader, folder: spooled.folder, resources: [spooled])
        }
    }
}
