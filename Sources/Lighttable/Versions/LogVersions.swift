import DeltaLog
import Foundation

/// Which versions of a table its log can still give.
struct LogVersions {
    /// The versions that can be read, oldest first.
    let readable: [Int]

    /// Looks at the files of a log.
    init(of log: FileLogStore) async throws {
        let oldest = RetentionMark(of: FileSystem.parent(of: log.directory)).oldestKept
        readable = LogHistory(try await log.list()).loadableVersions.map { Int($0) }.filter { $0 >= oldest }
    }

    /// The newest version made at or before a time.
    ///
    /// - Throws: A ``LighttableError`` of code `notFound` that says when the table begins.
    func newest(at time: Date, of table: Table) async throws -> Int {
        var low = 0
        var high = readable.count
        while low < high {
            let middle = (low + high) / 2
            if try await table.at(version: readable[middle]).timestamp <= time {
                low = middle + 1
            } else {
                high = middle
            }
        }
        if low > 0 { return readable[low - 1] }
        let first = try await table.at(version: readable.first ?? 0)
        let begin = CivilTime.text(microseconds: first.timestamp.microseconds, isLocal: false)
        throw LighttableError(
            .notFound,
            "table '\(table.name)' has no version as old as that: the oldest, \(first.version), is of \(begin)",
            at: .init(table: table.name)
        )
    }

    /// Says that a version is gone and what is there instead.
    func missing(_ version: Int, of table: String, cause: LighttableError) -> LighttableError {
        guard let newest = readable.last, version <= newest, let oldest = oldestOfLastRun else { return cause }
        let tagged = readable.filter { $0 < oldest }
        let others = tagged.isEmpty ? "" : ", and of those before it \(tagged.map(String.init).joined(separator: ", "))"
        return LighttableError(
            .notFound,
            "version \(version) of '\(table)' is no longer kept; the oldest that is kept is \(oldest)\(others)",
            at: .init(table: table),
            cause: cause
        )
    }

    /// The first of the versions that follow on one another up to the newest.
    private var oldestOfLastRun: Int? {
        guard var oldest = readable.last else { return nil }
        for version in readable.reversed().dropFirst() {
            guard version == oldest - 1 else { break }
            oldest = version
        }
        return oldest
    }
}

extension Date {
    /// The microseconds after 1970.
    fileprivate var microseconds: Int { Int((timeIntervalSince1970 * 1_000_000).rounded()) }
}
