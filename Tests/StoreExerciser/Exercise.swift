import ArgumentParser
import Lighttable

/// Runs a seeded sequence of operations on a table, with a line before and after each on standard output.
struct Exercise: AsyncParsableCommand {
    @Argument var store: String
    @Argument var table: String
    @Option var seed = 1
    @Option var process = 0
    @Option var mix = OperationMix.all
    @Option var first = 0
    @Option var operations = 20

    func run() async throws {
        var table = try await Store.open(at: store).table(table)
        let journal = Journal(process: process)
        for step in first..<first + operations {
            table = try await table.latest()
            let operation = mix.operation(
                process: process,
                step: step,
                seed: seed,
                columns: table.columns.map(\.name),
                tags: table.tags.keys.sorted()
            )
            try await Self.perform(operation, on: table, step: step, journal)
        }
    }

    private static func perform(_ operation: TableOperation, on table: Table, step: Int, _ journal: Journal)
        async throws
    {
        try journal.write(step, .begun(operation))
        do {
            let done = try await table.perform(operation) { row, result in
                switch result {
                case .success(let result):
                    let counts = TableModel.Counts(result)
                    try journal.write(step, .rowDone(row, .init(version: result.table.version, counts: counts)))
                case .failure(let error): try journal.write(step, .failed(failure(error, row: row)))
                }
            }
            try journal.write(step, .done(done))
        } catch {
            try journal.write(step, .failed(failure(error, row: nil)))
        }
    }

    /// What an error says; one that is not ours has no code.
    private static func failure(_ error: any Error, row: Int?) -> JournalLine.Failure {
        let code = (error as? LighttableError)?.code.rawValue ?? "\(type(of: error))"
        return .init(row: row, code: code, message: "\(error)")
    }
}

extension OperationMix: ExpressibleByArgument {}
