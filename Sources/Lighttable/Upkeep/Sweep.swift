import DeltaLog
import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Removes what writers that were killed left behind, while no writer of ours is at work.
///
/// Only files go that look like a table's own: data files with a UUID in their name, which no version has, key indexes
/// of data files that are gone, and unfinished files of the log. Other engines' writers are protected by the age that
/// a file must have.
struct Sweep {
    private let table: Table
    private let needed: Set<String>
    private let end: Int64

    init(_ table: Table, _ reclaiming: Reclaiming) {
        self.table = table
        let records = reclaiming.entry.records.flatMap(\.removed)
        needed = reclaiming.tagged.union(table.snapshot.files.map(\.path)).union(records)
        end = Int64.now - table.safetyMilliseconds
    }

    /// Looks through the table's folder, unless somebody is writing, or files have names that could hide one there.
    func run() async throws -> Reclaimed {
        guard needed.allSatisfy(Table.isPlainPath), let lock = try FileLock(table.writersLock, .exclusive) else {
            return Reclaimed()
        }
        defer { withExtendedLifetime(lock) {} }
        var reclaimed = Reclaimed()
        let orphans = dataFiles(in: "").filter { isOld("\(table.path)/\($0)") }
        let young = orphans.isEmpty ? [] : youngTombstones()
        for file in orphans where !young.contains(file) { reclaimed += table.reclaim(file) }
        sweep("\(table.path)/_delta_log") { $0.hasPrefix(".") && $0.hasSuffix(".tmp") }
        sweep(table.privateDirectory) { $0.hasSuffix(".tmp") }
        sweepKeys()
        return reclaimed
    }

    /// The data files below a folder that no version needs, by their paths in the table.
    private func dataFiles(in folder: String) -> [String] {
        names("\(table.path)/\(folder)")
            .flatMap { name -> [String] in
                guard !name.hasPrefix("_"), !name.hasPrefix(".") else { return [] }
                let path = folder.isEmpty ? name : "\(folder)/\(name)"
                if name.hasSuffix(".parquet") { return !needed.contains(path) && Self.isUnique(name) ? [path] : [] }
                return FileSystem.isDirectory("\(table.path)/\(path)") ? dataFiles(in: path) : []
            }
    }

    /// Whether a name has a UUID in it, as the names of data files do whoever writes them.
    private static func isUnique(_ name: String) -> Bool {
        let form = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx".utf8
        let bytes = Array(name.utf8)
        guard bytes.count >= form.count else { return false }
        return (0...bytes.count - form.count)
            .contains { start in
                zip(bytes[start...], form).allSatisfy { $1 == hyphen ? $0 == hyphen : isHex($0) }
            }
    }

    private static let hyphen = UInt8(ascii: "-")

    private static func isHex(_ byte: UInt8) -> Bool { Character(Unicode.Scalar(byte)).isHexDigit }

    /// Files of versions that the log forgot, which left the table only now.
    private func youngTombstones() -> Set<String> {
        Set(table.snapshot.tombstones.filter { $0.deletionTimestamp ?? .max > end }.map(\.path))
    }

    private func sweepKeys() {
        let folder = "\(table.privateDirectory)/keys"
        sweep(folder) { name in
            name.hasSuffix(".tmp")
                || (name.hasSuffix(".keys") && !FileSystem.exists("\(table.path)/\(name.dropLast(5))"))
        }
    }

    private func sweep(_ folder: String, _ isLeftover: (String) -> Bool) {
        for name in names(folder) where isLeftover(name) && isOld("\(folder)/\(name)") { unlink("\(folder)/\(name)") }
    }

    private func names(_ folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }

    private func isOld(_ path: String) -> Bool {
        FileStatus(path).map { $0.modificationTime <= end } ?? false
    }
}
