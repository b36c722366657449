import DeltaLog
import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// From which version on nothing has been removed: of those before it, only the tagged ones can be read, though the
/// log may still know of others.
struct RetentionMark {
    private let path: String

    /// The mark of the table in a folder.
    init(of table: String) { path = "\(table)/_lighttable/oldest-kept" }

    /// The oldest version that is complete; 0 when nothing was removed.
    var oldestKept: Int {
        guard let data = FileManager.default.contents(atPath: path) else { return 0 }
        return String(bytes: data, encoding: .utf8).flatMap { Int($0) } ?? 0
    }

    /// Checks that a version, if one is asked for, has its files.
    ///
    /// - Throws: A ``LighttableError`` of code `notFound` that says which versions have.
    func check(_ version: Int?, of table: String, in log: FileLogStore) async throws {
        guard let version, case let oldest = oldestKept, version < oldest else { return }
        let tags = TagName.tags(in: try await Snapshot.load(from: log).transactions.mapValues { Int($0) })
        guard !tags.values.contains(version) else { return }
        let tagged = Set(tags.values).filter { $0 < oldest }.sorted().map(String.init).joined(separator: ", ")
        let others = tagged.isEmpty ? "" : ", and of those before it \(tagged)"
        throw LighttableError(
            .notFound,
            "version \(version) of '\(table)' is no longer kept; the oldest that is kept is \(oldest)\(others)",
            at: .init(table: table)
        )
    }

    /// Notes that versions before this one lose files or commits.
    func raise(to version: Int64) throws {
        guard version > oldestKept else { return }
        let temporary = "\(path).\(UUID().uuidString).tmp"
        try FileSystem.write(Data(String(version).utf8), to: temporary)
        guard rename(temporary, path) == 0 else {
            let failure = FileSystem.failure("cannot write", path)
            FileSystem.remove(temporary)
            throw failure
        }
    }
}
