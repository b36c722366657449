import Columnar
import DeltaLog
import Foundation
import Lighttable

/// What another engine that knows nothing of keys, required columns and row ids does to a table.
struct ForeignCommit {
    let table: Table

    private var log: String { "\(table.path)/_delta_log" }

    private func commitName(_ version: Int) -> String { String(format: "%020d.json", version) }

    /// Appends rows of integer and text columns.
    func append(_ rows: [[Value]], columns: [(String, DataType)]) async throws -> Table {
        let name = "foreign-\(UUID().uuidString).parquet"
        let vectors = try columns.enumerated()
            .map { index, column in
                let builder = try ColumnBuilder(Field(column.0, column.1))
                for row in rows { try builder.append(row[index]) }
                return try builder.finish()
            }
        let batch = try RecordBatch(vectors)
        let writer = try ParquetWriter(path: "\(table.path)/\(name)", schema: batch.schema)
        try await writer.write(batch)
        let size = try await writer.close().bytes
        let add =
            #"{"add":{"path":"\#(name)","partitionValues":{},"size":\#(size),"modificationTime":1,"dataChange":true}}"#
        return try await commit([add])
    }

    /// Commits lines as they are.
    func commit(_ lines: [String]) async throws -> Table {
        let path = "\(log)/\(commitName(table.version + 1))"
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: path))
        return try await table.latest()
    }

    /// The lines of a commit.
    func lines(of version: Int) throws -> [String] {
        try String(contentsOfFile: "\(log)/\(commitName(version))", encoding: .utf8).split(separator: "\n")
            .map(String.init)
    }
}

extension Table {
    /// The data files in its folder.
    var dataFiles: [String] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".parquet") }.sorted()
        }
    }
}
