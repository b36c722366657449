extension ImportSource {
    /// A sheet of an Excel workbook.
    ///
    /// - Parameters:
    ///   - path: The workbook, an `.xlsx` or `.xlsm` file; `-` is standard input.
    ///   - options: What is read of it, and how.
    /// - Returns: The source; what is wrong with it is said when it is read.
    public static func excel(_ path: String, _ options: ExcelOptions = ExcelOptions()) -> ImportSource {
        ImportSource(name: path) {
            let spooled = try await SpooledSource.of(path)
            let reader = ExcelSourceReader(name: path, path: spooled.path, excel: options)
            return OpenSource(reader: reader, folder: spooled.folder, resources: [spooled])
        }
    }
}
