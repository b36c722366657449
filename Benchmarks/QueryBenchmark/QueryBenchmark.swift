import Columnar
import Foundation
import Lighttable

/// Times queries inside one process; `Benchmarks/query.py` runs it beside other engines.
///
/// `QueryBenchmark CASE STORE TIMES` works on the tables of a store and prints the seconds and the answer of each call as JSON.
@main
struct QueryBenchmark {
    let store: Store
    let times: Int

    static func main() async throws {
        let words = CommandLine.arguments
        guard words.count == 4, let times = Int(words[3]) else {
            throw BenchmarkFailure("usage: QueryBenchmark CASE STORE TIMES")
        }
        let benchmark = QueryBenchmark(store: try Store.open(at: words[2]), times: times)
        let calls = try await benchmark.run(words[1])
        print(String(decoding: try JSONEncoder().encode(calls), as: UTF8.self))
    }

    private func run(_ name: String) async throws -> [Call] {
        switch name {
        case "groups": try await groups()
        case "total": try await total()
        case "projection": try await projection()
        case "lookup": try await lookup(in: "bench.sales", key: "id")
        case "lookup-random": try await lookup(in: "bench.codes", key: "code")
        case "function": try await function()
        case "thumbnails": try await thumbnails()
        default: throw BenchmarkFailure("unknown case \(name)")
        }
    }
}

/// How long one call took, and what it gave.
struct Call: Encodable {
    let seconds: Double
    let answer: [Double]
}

/// Why a benchmark did not run.
struct BenchmarkFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

extension QueryBenchmark {
    /// Filter, project, and aggregate by a text of some twenty values.
    private func groups() async throws -> [Call] {
        let sales = try await store.table("bench.sales")
        let condition = try Lighttable.Expression("score > 0.2 AND price < 90")
        let revenue = try Lighttable.Expression("price * quantity")
        let grouped = sales.where(condition)
            .group(
                by: [Selection("kind")],
                [
                    .count(as: "n"), .sum(revenue, as: "revenue"),
                    .mean(try Lighttable.Expression("score"), as: "score"),
                ]
            )
            .order(by: [SortKey("kind")])
        return try await measure { _ in
            try await grouped.collect()
                .flatMap { [$0["n"], $0["revenue"], $0["score"]].map { $0.doubleValue ?? .nan } }
        }
    }

    /// The same for all rows together.
    private func total() async throws -> [Call] {
        let sales = try await store.table("bench.sales")
        let revenue = try Lighttable.Expression("price * quantity")
        let grouped = try sales.where("score > 0.2 AND price < 90")
            .group(by: [], [.count(as: "n"), .sum(revenue, as: "revenue")])
        return try await measure { _ in
            try await grouped.collect().flatMap { [$0["n"], $0["revenue"]].map { $0.doubleValue ?? .nan } }
        }
    }

    /// Two columns and a computed one of a tenth of the rows, as Arrow batches.
    private func projection() async throws -> [Call] {
        let sales = try await store.table("bench.sales")
        let rows = try sales.where("price < 10").select(Selection.list("id, note, price * quantity AS revenue"))
        return try await measure { _ in
            var count = 0
            for try await batch in try rows.batches() { count += batch.count }
            return [Double(count)]
        }
    }

    /// One row by its primary key, other keys each time.
    private func lookup(in name: String, key: String) async throws -> [Call] {
        let table = try await store.table(name)
        let rows = try await table.count()
        return try await measure { number in
            let wanted = (number + 1) * 7_919_333 % rows
            let literal = key == "id" ? "\(wanted)" : "'\(Self.code(wanted))'"
            let found = try await table.where("\(key) = \(literal)").collect()
            return [Double(found.count), found.first?["value"].doubleValue ?? .nan]
        }
    }

    /// The text keys of `bench.codes`: digits in an order that has nothing to do with that of the rows.
    private static func code(_ number: Int) -> String {
        let digits = String(UInt64(number) &* 0x9E37_79B9_7F4A_7C15, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// A function of the program's own, called for each row.
    private func function() async throws -> [Call] {
        try store.functions.register(Function("twice_and_one") { (number: Int) in number * 2 + 1 })
        let sales = try await store.table("bench.sales")
        let grouped = sales.query()
            .group(by: [], [.sum(try Lighttable.Expression("twice_and_one(quantity)"), as: "total")])
        return try await measure { _ in try await grouped.collect().map { $0["total"].doubleValue ?? .nan } }
    }

    /// A picture of at most 256 × 256 pixels of each one, as a file.
    private func thumbnails() async throws -> [Call] {
        let photos = try await store.table("bench.photos")
        let count = try await photos.count()
        let start = ContinuousClock.now
        let filled = try await photos.addComputedColumn(
            "thumb",
            try Lighttable.Expression("thumbnail(photo, 256, 256)")
        )
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let made = try await filled.table.where("thumb IS NOT NULL").count()
        guard made == count else { throw BenchmarkFailure("\(made) of \(count) thumbnails were made") }
        return [Call(seconds: seconds, answer: [Double(made)])]
    }

    private func measure(_ body: (Int) async throws -> [Double]) async throws -> [Call] {
        var calls: [Call] = []
        for number in 0..<times {
            let start = ContinuousClock.now
            let answer = try await body(number)
            calls.append(Call(seconds: (ContinuousClock.now - start) / .seconds(1), answer: answer))
        }
        return calls
    }
}
