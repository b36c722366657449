import Columnar

extension ExcelOptions {
    /// The options of the reader.
    ///
    /// - Throws: A ``LighttableError`` for a sheet that is not there or a range that is none.
    func readerOptions(_ workbook: Workbook) throws -> SheetReaderOptions {
        var options = SheetReaderOptions()
        options.sheet = try position(in: workbook.sheetNames)
        options.hasHeader = hasHeader
        options.fillsMerged = mergedCells == .fill
        options.nullWords = nullWords ?? CSVOptions.usualNullWords
        options.nullWordsInText = nullWords != nil
        let range = try range.map(CellRange.init)
        options.columns = range?.columns
        options.firstRow = (range?.rows?.lowerBound ?? 1) + skipRows
        options.lastRow = range?.rows?.upperBound
        return options
    }

    private func position(in names: [String]) throws -> Int {
        let known = names.prefix(20).map { "'\($0)'" }.joined(separator: ", ")
        switch sheet {
        case .named(let name):
            if let index = names.firstIndex(of: name) { return index }
            if let index = names.firstIndex(where: { $0.lowercased() == name.lowercased() }) { return index }
            let hint = NearestName.suggestion(for: name, among: names).map { "; did you mean '\($0)'?" } ?? ""
            throw LighttableError(.notFound, "there is no sheet '\(name)'\(hint) (the workbook has \(known))")
        case .index(let index):
            if names.indices.contains(index) { return index }
            throw LighttableError(
                .notFound,
                "there is no sheet \(index); they count from 0 to \(names.count - 1) (\(known))"
            )
        }
    }
}
