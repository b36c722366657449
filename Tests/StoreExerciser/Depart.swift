import ArgumentParser
import Lighttable

/// Ends while tasks read a table.
struct Depart: AsyncParsableCommand {
    @Argument var store: String
    @Argument var table: String

    func run() async throws {
        let table = try await Store.open(at: store).table(table)
        let (readings, continuation) = AsyncStream<Int>.makeStream()
        for reader in 0..<4 {
            Task.detached {
                while true {
                    for try await row in try table.rows() where row.values.isEmpty { break }
                    continuation.yield(reader)
                }
            }
        }
        for await _ in readings { break }
    }
}
