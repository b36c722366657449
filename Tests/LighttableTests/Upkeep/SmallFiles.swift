import Columnar
import DeltaLog
import Foundation

@testable import Lighttable

extension Table {
    /// Appends rows of one Int column as one file and one version.
    func appending(_ numbers: [Int]) async throws -> Table {
        try await retrying { newest in
            let builder = try ColumnBuilder(Field(newest.columns[0].name, .int64))
            for number in numbers { try builder.append(.int(number)) }
            let writer = try DataFileWriter(folder: newest.path, columns: newest.columns)
            try await writer.write(try RecordBatch([builder.finish()]))
            var transaction = Transaction(on: newest.snapshot, info: CommitInfo(operation: "INSERT"))
            transaction.add(contentsOf: try await writer.finish().map(Action.add))
            return try await newest.commit(transaction)
        }
    }

    /// The first column by row id, in the order of the rows.
    func numbersByID() async throws -> [[Int]] {
        var found: [[Int]] = []
        for try await row in try rows() { found.append([row.id?.rawValue ?? -1, row[0].intValue ?? -1]) }
        return found
    }

    /// The names of the data files in the folder, in no version or some.
    var dataFilesOnDisk: Set<String> {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return Set(names.filter { $0.hasSuffix(".parquet") })
    }
}
