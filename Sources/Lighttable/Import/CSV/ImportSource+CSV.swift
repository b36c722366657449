extension ImportSource {
    /// A CSV file.
    ///
    /// - Parameters:
    ///   - path: The file, which may be compressed with gzip, zstd or bzip2; `-` is standard input.
    ///   - options: How the file is spelled.
    /// - Returns: The source; what is wrong with it is said when it is read.
    public static func csv(_ path: String, _ options: CSVOptions = CSVOptions()) -> ImportSource {
        ImportSource(name: path) {
            let spooled = try await SpooledSource.of(path)
            let reader = CSVSourceReader(name: path, path: spooled.path, csv: options)
            return OpenSource(reader: reader, folder: spooled.folder, resources: [spooled])
        }
    }
}
