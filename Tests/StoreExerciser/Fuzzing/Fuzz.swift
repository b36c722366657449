import ArgumentParser
import Columnar
import Foundation
import Lighttable

#if canImport(Glibc)
import Glibc
#endif

/// Reads damaged copies of a table, with a line before each that says how to have the same copy again.
///
/// A crash, or more memory or time than a small table may take, ends the process.
struct Fuzz: AsyncParsableCommand {
    @Argument(help: "The folder of a valid table.") var table: String
    @Argument(help: "A folder for the copies.") var scratch: String
    @Option var seed = 1
    @Option var count = 100
    @Flag(help: "Leave the last copy there.") var keep = false

    /// What one copy may take.
    private static let seconds: UInt32 = 120
    private static let bytes: rlim_t = 6 << 30

    func run() async throws {
        Self.limit()
        let source = URL(filePath: table)
        let original = try await FuzzedTable(folder: source).read()
        var outcomes: [String: Int] = [:]
        for seed in seed..<seed + count {
            print("seed \(seed)")
            fflush(nil)
            alarm(Self.seconds)
            let copy = URL(filePath: scratch).appending(path: "copy")
            let damage = try DamagedCopy(of: source, at: copy, seed: seed)
            let outcome = await damage.outcome(original)
            await FuzzedTable(folder: copy).work()
            outcomes[String(outcome.prefix { $0 != ":" }), default: 0] += 1
            if outcome.hasPrefix("wrong") { print("\(outcome) (seed \(seed), \(damage.description))") }
            if !keep { try FileManager.default.removeItem(at: copy) }
        }
        alarm(0)
        for (outcome, count) in outcomes.sorted(by: { $0.key < $1.key }) { print("outcome \(outcome) \(count)") }
    }

    private static func limit() {
        var limit = rlimit(rlim_cur: bytes, rlim_max: bytes)
        setrlimit(.init(RLIMIT_AS.rawValue), &limit)
        limit = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(.init(RLIMIT_CORE.rawValue), &limit)
    }
}
