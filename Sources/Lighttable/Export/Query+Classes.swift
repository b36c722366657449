import Columnar
import DeltaLog
import JSON

extension Query {
    /// A column with the names of classes that its values really have: none for numbers beyond them, and the query's own
    /// for text.
    func namingClasses(of column: Column) -> Column {
        var column = column
        if column.type == .int, !column.classNames.isEmpty, !numbersStand(for: column) { column.classNames = [] }
        if column.type == .string, let names = classNames[column.name] { column.classNames = names }
        return column
    }

    /// The query with the names of all classes that its rows have: those that the table knows, and others after them.
    ///
    /// - Throws: A ``LighttableError`` when a file cannot be read.
    func countingClasses() async throws -> Query {
        var query = self
        for output in try outputs where output.column.type == .string && !output.column.classNames.isEmpty {
            let column = output.column
            var others: Set<String> = []
            let rows = try await cursor(of: [output], hasRowIDs: false, keepsOrder: false)
            _ = try await rows.forEachBatch { batch in
                let values = batch.column(at: 0)
                for row in 0..<batch.count { values.value(at: row).stringValue.map { _ = others.insert($0) } }
            }
            query.classNames[column.name] = column.classNames + others.subtracting(column.classNames).sorted()
        }
        return query
    }

    /// Whether all numbers of a column stand for its classes, or for none; as the log knows.
    private func numbersStand(for column: Column) -> Bool {
        table.snapshot.files.allSatisfy { file in
            guard let statistics = file.statistics, let rows = statistics.numRecords else { return false }
            if let nulls = statistics.nullCount[column.fileName]?.intValue, nulls == rows { return true }
            guard let least = statistics.minValues[column.fileName]?.intValue,
                let most = statistics.maxValues[column.fileName]?.intValue
            else { return false }
            return least >= -1 && most < column.classNames.count
        }
    }
}
