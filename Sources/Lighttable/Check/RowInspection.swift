import Columnar
import DeltaLog

/// Looks for nulls, missing media and missing ids in the rows of data files.
struct RowInspection {
    private let table: Table
    private let required: [Column]
    private let mediaColumns: [Int]
    private let executor = BlockingExecutor(label: "lighttable.check")

    init(table: Table) {
        self.table = table
        let key = Set(table.primaryKey)
        required = table.columns.filter { !$0.isNullable || key.contains($0.name) }
        mediaColumns = table.columns.indices.filter { table.columns[$0].type.isMedia }
    }

    /// Reads a file to its end.
    func inspect(_ file: AddFile, _ findings: inout Findings) async throws {
        let columns = table.columns
        let scan = TableScan(table: table, columns: columns, files: [file], hasRowIDs: true, verifiesAgain: true)
        var batches = try scan.open(file)
        var unidentified = 0
        while let batch = try await batches.next() {
            findings.rows += batch.count
            for column in required { try inspect(column, of: batch, &findings) }
            try await inspectMedia(batch, &findings)
            unidentified += try batch.filtered(by: Self.isNull(RowIdentity.column)).count
        }
        guard unidentified > 0 else { return }
        findings.unidentified[file.key] = unidentified
        findings.add(missingIDs(file, unidentified))
    }

    private func inspect(_ column: Column, of batch: RecordBatch, _ findings: inout Findings) throws {
        let rows = try batch.filtered(by: Self.isNull(column.name))
        for index in 0..<rows.count { findings.add(null(column, place(index, rows))) }
        if rows.count > 0, !column.isNullable { findings.columnsWithNulls.insert(column.name) }
    }

    private func inspectMedia(_ batch: RecordBatch, _ findings: inout Findings) async throws {
        for index in mediaColumns {
            let column = batch.column(at: index)
            let missing = try await executor.run {
                (0..<column.count)
                    .filter { row in
                        guard let path = column.value(at: row).stringValue.flatMap(MediaLocation.path) else {
                            return false
                        }
                        return !FileSystem.exists(path)
                    }
            }
            for row in missing {
                findings.add(missingMedia(table.columns[index], column.value(at: row), place(row, batch)))
            }
        }
    }

    /// How a row is named.
    private struct Place {
        let id: RowID?
        let key: [Value]
        let text: String
    }

    private func place(_ row: Int, _ batch: RecordBatch) -> Place {
        let id = batch.column(named: RowIdentity.column)?.value(at: row).intValue
        let key = table.primaryKey.map { batch.column(named: $0)?.value(at: row) ?? .null }
        let text =
            !key.isEmpty ? "the row with \(table.keyText(key))" : id.map { "row \($0)" } ?? "a row without an id"
        return Place(id: id.map(RowID.init(rawValue:)), key: key, text: text)
    }

    private func null(_ column: Column, _ place: Place) -> Problem {
        let isKey = table.primaryKey.contains(column.name)
        return Problem(
            kind: isKey ? .nullKey : .nullInRequiredColumn,
            column: column.name,
            key: place.key,
            row: place.id,
            message: isKey
                ? "column '\(column.name)' belongs to the primary key and is null in \(place.text)"
                    + "\(place.id.map { " (row id \($0))" } ?? ""); give it a value, or delete the row"
                : "column '\(column.name)' is required and null in \(place.text); "
                    + "give it a value, or let repair make the column nullable"
        )
    }

    private func missingMedia(_ column: Column, _ cell: Value, _ place: Place) -> Problem {
        let uri = cell.stringValue ?? ""
        return Problem(
            kind: .missingMedia,
            column: column.name,
            key: place.key,
            row: place.id,
            file: uri,
            message: "the file \(uri) of column '\(column.name)' in \(place.text) is missing; "
                + "put it back, or give the cell another value"
        )
    }

    private func missingIDs(_ file: AddFile, _ count: Int) -> Problem {
        Problem(
            kind: .missingRowID,
            file: file.path,
            rows: count,
            message:
                "\(count == 1 ? "1 row" : "\(count) rows") of the data file \(file.path), which another engine wrote, "
                + "\(count == 1 ? "has" : "have") no row id; repair gives ids, as does the next change of the table"
        )
    }

    private static func isNull(_ column: String) -> [FilterStep] {
        [.column(column), .call("is_null", arguments: 1)]
    }
}
