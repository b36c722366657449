import Columnar
import Foundation
import Lighttable

/// Times operations of the table store inside one process; `Benchmarks/store.py` runs it beside other engines.
///
/// `StoreBenchmark CASE STORE TIMES` works on the table `bench` of a store and prints the seconds of each call as JSON.
@main
struct StoreBenchmark {
    let store: Store
    let times: Int

    static func main() async throws {
        let words = CommandLine.arguments
        guard words.count == 4, let times = Int(words[3]) else {
            throw BenchmarkFailure("usage: StoreBenchmark CASE STORE TIMES")
        }
        let benchmark = StoreBenchmark(store: try Store.open(at: words[2]), times: times)
        let seconds = try await benchmark.run(words[1])
        print(String(decoding: try JSONEncoder().encode(seconds), as: UTF8.self))
    }

    private func run(_ name: String) async throws -> [Double] {
        switch name {
        case "insert": try await insert()
        case "insert-tasks": try await insertFromTasks()
        case "open": try await open()
        case "update": try await update()
        case "upsert": try await upsert()
        case "compact": try await compact()
        case "diff": try await diff()
        case "rows": try await importRows()
        default: throw BenchmarkFailure("unknown case \(name)")
        }
    }
}

/// Why a benchmark did not run.
struct BenchmarkFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

extension StoreBenchmark {
    /// How many tasks insert at once.
    private static let tasks = 32
    /// How many rows one upsert has, half of them new.
    private static let upsertRows = 10_000
    /// The rows of the tables that `store.py` imports before updates and upserts.
    private static let tableRows = 1_000_000

    private func newTable() async throws -> Table {
        let columns = [Column("id", .int), Column("name", .string), Column("value", .float)]
        return try await store.createTable("bench", columns: columns, primaryKey: ["id"])
    }

    private var table: Table { get async throws { try await store.table("bench") } }

    /// Single rows, one after the other.
    private func insert() async throws -> [Double] {
        let table = try await newTable()
        return try await measure { try await confirm(table.insert(Self.row($0)).rowsInserted == 1) }
    }

    /// Single rows from many tasks at once: the seconds of all of them together.
    private func insertFromTasks() async throws -> [Double] {
        let table = try await newTable()
        let share = times / Self.tasks
        let start = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<Self.tasks {
                group.addTask {
                    for number in 0..<share { _ = try await table.insert(Self.row(task * share + number)) }
                }
            }
            try await group.waitForAll()
        }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        try await confirm(table.latest().count() == share * Self.tasks)
        return [seconds]
    }

    private func open() async throws -> [Double] {
        try await measure { _ in try await confirm(table.version > 0) }
    }

    /// One row by its key.
    private func update() async throws -> [Double] {
        let table = try await table
        return try await measure { number in
            let key = number * 7_919 % Self.tableRows
            let condition = try Lighttable.Expression("id = \(key)")
            let value = try Lighttable.Expression("value + 1")
            try await confirm(table.update(["value": value], where: condition).rowsUpdated == 1)
        }
    }

    private func upsert() async throws -> [Double] {
        let table = try await table
        let rounds = (0..<times).map(Self.upsertedRows)
        return try await measure { number in
            let result = try await table.upsert(rounds[number])
            try confirm(result.rowsInserted + result.rowsUpdated == Self.upsertRows)
        }
    }

    private static func upsertedRows(_ round: Int) -> [[String: Value]] {
        let stride = tableRows / upsertRows
        return (0..<upsertRows)
            .map { index in
                let isThere = index.isMultiple(of: 2)
                let id = isThere ? index * stride + round : tableRows * (round + 2) + index
                return row(id).merging(["value": .float(Double(id) + 0.5)]) { $1 }
            }
    }

    private func compact() async throws -> [Double] {
        let table = try await table
        return try await measure { _ in try await confirm(table.optimize().filesAfter == 2) }
    }

    private func diff() async throws -> [Double] {
        let newest = try await table
        let older = try await newest.at(version: newest.version - 1)
        return try await measure { _ in try await confirm(newest.diff(from: older).rowsChanged == 100) }
    }

    /// Encodable values of five columns as a new table.
    private func importRows() async throws -> [Double] {
        let readings = (0..<times).map(Reading.init)
        let start = ContinuousClock.now
        let table = try await store.importRows(readings, into: "bench").table
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        try await confirm(table.count() == times)
        return [seconds]
    }

    private func measure(_ body: (Int) async throws -> Void) async throws -> [Double] {
        var seconds: [Double] = []
        for number in 0..<times {
            let start = ContinuousClock.now
            try await body(number)
            seconds.append((ContinuousClock.now - start) / .seconds(1))
        }
        return seconds
    }

    private func confirm(_ isRight: Bool) throws {
        guard isRight else { throw BenchmarkFailure("the operation did not do what it should") }
    }

    private static func row(_ id: Int) -> [String: Value] {
        ["id": .int(id), "name": .string("row \(id)"), "value": .float(Double(id) / 4)]
    }
}

/// One value of the case `rows`.
private struct Reading: Encodable {
    let id: Int
    let name: String
    let score: Double
    let active: Bool
    let note: String?

    init(_ number: Int) {
        id = number
        name = "row \(number)"
        score = Double(number) / 4
        active = number.isMultiple(of: 2)
        note = number.isMultiple(of: 3) ? "every third" : nil
    }
}
