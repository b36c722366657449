import ArgumentParser
import Lighttable

/// Exports the first rows of a table to a folder of Parquet files or a file, in place of what is there.
struct Export: AsyncParsableCommand {
    @Argument var store: String
    @Argument var table: String
    @Argument var target: String
    @Option var rows: Int = .max

    func run() async throws {
        let store = try Store.open(at: store)
        let rows = try await store.table(table).query().limit(rows)
        if target.hasSuffix(".csv") {
            var options = CSVExportOptions()
            options.ifExists = .replace
            _ = try await store.exportCSV(rows, to: .file(target), options: options)
        } else {
            var options = ParquetExportOptions()
            options.ifExists = .replace
            options.partitionSizeBytes = 4_000
            options.partitionBy = target.hasSuffix("folders") ? ["kind", "half"] : []
            _ = try await store.exportParquet(rows, to: target, options: options)
        }
    }
}
