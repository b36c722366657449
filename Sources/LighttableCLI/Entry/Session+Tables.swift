import Lighttable

extension Session {
    func openTable(_ name: String) async throws -> Table { try await openStore().table(name) }

    /// The table of a verb that writes: an old version cannot be written to.
    func openWritableTable(_ name: String) async throws -> Table {
        let table = try await openTable(name)
        guard table.isPinned else { return table }
        throw CommandError(
            .unsupported,
            "\(name) is an older version and cannot be changed; leave out the @\(table.version)",
            at: ErrorReport.Location(table: name)
        )
    }

    /// The table, or nil when there is none of that name.
    func existingTable(_ name: String, in store: Store) async throws -> Table? {
        do {
            return try await store.table(name)
        } catch let error as LighttableError where error.code == .notFound {
            return nil
        }
    }
}
