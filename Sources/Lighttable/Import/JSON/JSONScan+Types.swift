import Columnar

extension JSONScan {
    /// A column with the type that all its values so far fit, and what made it so.
    func column(_ index: Int, _ kind: JSONColumnKind) throws -> SourceColumn {
        var column = foundColumns[index]
        if column.override == nil {
            column.type = kind == .decimal ? try decimal(index, column) : kind.inferredType ?? .string
            column.evidence = evidence(index, kind)
        }
        // The reader has checked and compacted the text.
        column.areStored = column.type == .json
        return column
    }

    /// Checks that the file is rows and not one object that has rows in it.
    func checkShape() throws {
        if rows == 1, !reader.isList {
            if reader.holdsColumns {
                throw LighttableError(
                    .malformedFile,
                    "the file is one object that holds columns, not rows; write a list of rows "
                        + "(pandas: orient='records')"
                )
            }
            guard reader.lists.isEmpty else { throw listsInside(reader.lists) }
        }
        guard rows > 0 else {
            throw LighttableError(.malformedFile, "there are no rows; there is nothing to import")
        }
        guard !foundColumns.isEmpty else {
            throw LighttableError(.malformedFile, "the rows have no keys, so there are no columns to import")
        }
    }

    /// Checks that each column has a type.
    func checkColumns() throws {
        for (index, kind) in reader.kinds.enumerated() where foundColumns[index].override == nil {
            if kind == .null { throw withoutValues(foundColumns[index]) }
            if kind == .conflict { throw conflict(index) }
        }
    }

    private func listsInside(_ lists: [String]) -> LighttableError {
        let (first, rest) = (lists[0], lists.dropFirst())
        let others = rest.isEmpty ? "" : " (or \(rest.joined(separator: ", ")))"
        return LighttableError(
            .malformedFile,
            "the file is one object; its rows seem to be in '\(first)'\(others): set recordsPath "
                + "(--records-path \(first)), or, to import the object as one row, say that the file holds lines "
                + "(--source-format jsonl)"
        )
    }

    private func withoutValues(_ column: SourceColumn) -> LighttableError {
        LighttableError(
            .invalidType,
            "column '\(column.sourceName)' has no value in any row, so its type is not known; say what it is with "
                + "schemaOverrides (--type \(column.sourceName)=String)",
            at: .init(column: column.sourceName)
        )
    }

    /// Precision and scale that all decimals of a column fit.
    private func decimal(_ index: Int, _ column: SourceColumn) throws -> ColumnType {
        let digits = reader.digits(of: index)
        let precision = max(digits.integer + digits.fraction, 1)
        guard precision > 38 else { return .decimal(precision: precision, scale: digits.fraction) }
        throw LighttableError(
            .invalidValue,
            "column '\(column.sourceName)' has decimals of \(digits.integer) digits before and \(digits.fraction) behind "
                + "the point, and 38 is the most; import it as String with schemaOverrides "
                + "(--type \(column.sourceName)=String)",
            at: .init(column: column.sourceName)
        )
    }

    /// The value that made a column what it is, unless its first one did.
    private func evidence(_ index: Int, _ kind: JSONColumnKind) -> String? {
        guard let decisive = kind.decisiveClass, let value = reader.first(decisive, column: index),
            let first = reader.first(.any, column: index), first.row < value.row
        else { return nil }
        return "\(place(value)) has `\(value.shownText)`"
    }

    private func place(_ value: JSONFoundValue) -> String {
        hasLines ? "line \(value.line)" : "row \(value.row + 1)"
    }
}

extension JSONScan {
    /// Why the values of a column have no type together.
    private func conflict(_ index: Int) -> LighttableError {
        let found = JSONValueClass.allCases.compactMap { valueClass in
            reader.first(valueClass, column: index).map { (valueClass, $0) }
        }
        let values = Dictionary(found) { first, _ in first }
        if let big = values[.bigInt], values[.string] == nil, values[.float] == nil {
            return error(index, big, "has `\(big.shownText)`, which is beyond 64 bits", "String")
        }
        if let inexact = values[.inexact], values[.float] != nil, values[.string] == nil {
            return error(
                index,
                inexact,
                "has `\(inexact.shownText)`, which would lose digits as a Float beside the other floats",
                "String"
            )
        }
        let pair = found.filter { ![.any, .inexact].contains($0.0) }.sorted { $0.1.row < $1.1.row }
        let first = pair.first
        let other = pair.first { pair.first.map { $0.0.family } != $0.0.family } ?? pair.last
        guard let first, let other else { return withoutValues(foundColumns[index]) }
        return error(
            index,
            other.1,
            "has \(other.0.typeName) (`\(other.1.shownText)`) but \(first.0.typeName) "
                + "(`\(first.1.shownText)`) in \(place(first.1))",
            "String"
        )
    }

    private func error(_ index: Int, _ value: JSONFoundValue, _ what: String, _ type: String) -> LighttableError {
        let name = foundColumns[index].sourceName
        let row = hasLines ? "" : "row \(value.row + 1), "
        return LighttableError(
            .invalidType,
            "\(row)column '\(name)': \(what); correct it, or say what the column is with schemaOverrides "
                + "(--type \(name)=\(type))",
            at: .init(column: name, row: value.row + 1, line: hasLines ? value.line : nil)
        )
    }
}

extension JSONValueClass {
    /// Classes of one family have a type together.
    fileprivate var family: Int {
        switch self {
        case .bool, .int, .bigInt, .float, .inexact: 0
        case .string, .any: 1
        case .timestamp, .date: 2
        case .binary: 3
        case .decimal: 4
        case .nested: 5
        case .uuid: 6
        }
    }

    fileprivate var typeName: String {
        switch self {
        case .bool: "Bool"
        case .int, .bigInt: "Int"
        case .float, .inexact: "Float"
        case .string, .any: "String"
        case .timestamp: "Timestamp"
        case .date: "Date"
        case .binary: "Binary"
        case .decimal: "Decimal"
        case .nested: "Json"
        case .uuid: "Uuid"
        }
    }
}
