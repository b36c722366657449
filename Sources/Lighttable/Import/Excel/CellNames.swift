import Columnar

/// What a workbook calls the cells of a sheet, such as `Sheet1!B7`.
struct CellNames {
    private let sheet: String
    private let firstRow: Int
    private let names: [String]
    private let letters: [String]

    /// Goes over the sheet, since its columns are known only at its end.
    ///
    /// - Throws: What opening and reading it throws.
    init(path: String, _ excel: ExcelOptions) throws {
        let workbook = try Workbook(path: path)
        var options = try excel.readerOptions(workbook)
        let sheet = workbook.sheetNames[options.sheet]
        let isPlain = sheet.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } && sheet.first?.isNumber == false
        self.sheet = isPlain ? sheet : "'\(sheet.replacing("'", with: "''"))'"
        let reader = try SheetReader(workbook, options: options)
        while try reader.advance() {}
        firstRow = reader.firstRow
        names = excel.names.isEmpty ? reader.names : excel.names
        // Columns without a header are named by their letters.
        options.hasHeader = false
        let plain = try SheetReader(workbook, options: options)
        while try plain.advance() {}
        letters = plain.names
    }

    /// What the cell is called that a failure is about; `nil` where it is about none.
    ///
    /// Columns found after the failure may have shifted the others.
    func name(of failure: RowFailure) -> String? {
        guard let row = failure.row, let position = failure.position, let column = failure.column else { return nil }
        let isInPlace = names.indices.contains(position) && names[position] == column
        guard let index = isInPlace ? position : names.firstIndex(of: column), letters.indices.contains(index) else {
            return nil
        }
        return "\(sheet)!\(letters[index])\(firstRow + row)"
    }
}
