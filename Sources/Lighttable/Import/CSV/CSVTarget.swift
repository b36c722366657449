import Columnar
import DeltaLog
import Foundation

/// Takes the rows of a CSV file: finishes their cells, checks the key, and writes them where there is a folder.
actor CSVTarget {
    /// A row that cannot be taken.
    struct Failure: Error {
        let column: Int
        let row: Int
        let code: LighttableError.Code
        let message: String
    }

    /// Whether rows are only checked.
    let isDry: Bool
    private let folder: String?
    private let cells: CellForms
    private var writer: DataFileWriter?
    private var keys = KeyCheck(columns: [])
    private var rows = 0
    private(set) var files: [AddFile] = []

    /// - Parameters:
    ///   - folder: Where the data files go; `nil` only checks.
    ///   - sourceFolder: Against which relative media paths are resolved.
    init(folder: String?, sourceFolder: String) {
        self.folder = folder
        isDry = folder == nil
        cells = CellForms(sourceFolder: sourceFolder)
    }

    /// Forgets what a former pass gave.
    func begin() throws {
        writer = nil
        keys = KeyCheck(columns: [])
        rows = 0
        guard let folder else { return }
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            FileSystem.remove("\(folder)/\(name)")
        }
    }

    /// Takes a block of rows, of which the columns are as the plans say.
    func write(_ batch: RecordBatch, _ plans: [CSVColumnPlan]) async throws {
        if rows == 0 { try start(plans) }
        let finished = try finished(batch, plans)
        try keys.add(finished)
        rows += batch.count
        try await writer?.write(finished)
    }

    /// Ends the files; returns the hashes of keys that may be there more than once.
    func finish() async throws -> Set<UInt64> {
        if let writer { files = try await writer.finish() }
        return keys.repeatedHashes()
    }

    private func start(_ plans: [CSVColumnPlan]) throws {
        keys = KeyCheck(columns: plans.indices.filter { plans[$0].isKey })
        guard let folder else { return }
        writer = try DataFileWriter(
            folder: folder,
            columns: plans.map(\.column),
            primaryKey: plans.filter(\.isKey).map(\.name)
        )
    }

    private func finished(_ batch: RecordBatch, _ plans: [CSVColumnPlan]) throws -> RecordBatch {
        let columns = try plans.enumerated()
            .map { index, plan in
                do {
                    return try cells.finished(batch.column(at: index), as: plan.column)
                } catch let error as RowError {
                    throw Failure(
                        column: index,
                        row: rows + error.row,
                        code: error.error.code,
                        message: error.error.message
                    )
                }
            }
        return try RecordBatch(columns)
    }
}
