import DeltaLog
import Foundation
import Synchronization

/// What this process remembers about the data files of a table, shared by all handles of it.
///
/// Files never change, so that what was read of one stays true.
final class TableMemory: Sendable {
    /// The rows that keep their keys in memory rather than on the disk.
    private static let mostRowsInMemory = 4096
    private static let mostTables = 64

    fileprivate struct Entry {
        var bounds: FileBounds?
        var keys: KeyIndex?
    }

    fileprivate struct State {
        var schema = ""
        var primaryKey: String?
        var entries: [String: Entry] = [:]
    }

    private static let tables = Mutex<[String: TableMemory]>([:])
    private let state = Mutex(State())
    /// The single rows that wait to be inserted.
    let inserts = InsertQueue()

    /// The memory of a table.
    static func of(_ table: Table) -> TableMemory {
        let name = "\(table.path)\n\(table.snapshot.metadata.id)"
        return tables.withLock { tables in
            if let known = tables[name] { return known }
            if tables.count >= mostTables { tables = tables.filter { !$0.value.inserts.isIdle } }
            let memory = TableMemory()
            tables[name] = memory
            return memory
        }
    }

    /// The bounds of a file's values.
    func bounds(of file: AddFile, in table: Table) -> FileBounds {
        let schema = table.snapshot.metadata.schemaString
        let known = state.withLock { state in
            state.forget(unless: schema, table.setting(TableSettings.primaryKey), table.snapshot.fileCount)
            return state.entries[file.path]?.bounds
        }
        if let known { return known }
        let bounds = FileBounds(file, columns: table.columns)
        state.withLock { $0.entries[file.path, default: Entry()].bounds = bounds }
        return bounds
    }

    /// The index of a file's keys; `nil` when they have to be read first.
    func keys(of file: AddFile, in table: Table) -> KeyIndex? {
        if let known = state.withLock({ $0.entries[file.path]?.keys }) { return known }
        let index = KeyIndex.read(of: KeyIndex.Columns(table.primaryKey), file: file.path, in: table.path)
        guard let index, file.statistics?.numRecords == Int64(index.count) else { return nil }
        state.withLock { $0.entries[file.path, default: Entry()].keys = index }
        return index
    }

    /// Gives a file that has the same keys as another what is known of those.
    func share(of former: String, with file: String, in table: Table) {
        KeyIndex.share(of: former, with: file, in: table.path)
        state.withLock { state in
            guard let keys = state.entries[former]?.keys else { return }
            state.entries[file, default: Entry()].keys = keys
        }
    }

    /// Remembers keys that were read, on the disk when there are many.
    func note(_ hashes: [UInt64], of file: AddFile, in table: Table) {
        let index = KeyIndex(hashes)
        if index.count >= KeyIndex.leastRows {
            index.keep(of: KeyIndex.Columns(table.primaryKey), file: file.path, in: table.path)
        }
        guard index.count <= Self.mostRowsInMemory else { return }
        state.withLock { $0.entries[file.path, default: Entry()].keys = index }
    }
}

extension TableMemory.State {
    /// Drops what a change of the table's columns or key has made stale, and what has piled up.
    fileprivate mutating func forget(unless schema: String, _ primaryKey: String?, _ files: Int) {
        let isStale = self.schema != schema || self.primaryKey != primaryKey
        guard isStale || entries.count > 2 * files + 1000 else { return }
        self = TableMemory.State(schema: schema, primaryKey: primaryKey)
    }
}
