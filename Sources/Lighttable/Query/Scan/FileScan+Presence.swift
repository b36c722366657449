import Columnar
import DeltaLog
import JSON

extension FileScan {
    /// Refuses a file whose damaged footer hides a column: its cells would all be null without a word.
    ///
    /// - Throws: A ``LighttableError`` of code `malformedFile` when the log counts values of a column that the file
    ///   does not have.
    static func checkPresence(_ batch: RecordBatch, of file: AddFile, at path: String) throws {
        let empty = batch.columns.filter(\.isAllNull).map(\.field.name)
        guard !empty.isEmpty else { return }
        let statistics = file.statistics
        let present = Set(try ParquetFile.schema(at: path).fields.map(\.name))
        for name in empty where !present.contains(name) && hasValues(name, statistics) {
            throw LighttableError(
                .malformedFile,
                "the file has no column '\(name)', of which the log counts values; it is damaged: restore it, or an "
                    + "older version of the table",
                at: .init(column: name, file: path)
            )
        }
    }

    private static func hasValues(_ name: String, _ statistics: Statistics?) -> Bool {
        if name == RowIdentity.column { return true }
        guard let nulls = statistics?.nullCount[name]?.intValue, let rows = statistics?.numRecords else { return false }
        return nulls < rows
    }
}

extension ColumnVector {
    /// Whether there are values and all are null.
    fileprivate var isAllNull: Bool {
        count > 0 && (0..<count).allSatisfy(isNull)
    }
}
