import Columnar
import Foundation
import Lighttable

/// A table that is read in all the ways there are.
struct FuzzedTable {
    let folder: URL

    /// The rows of the newest version that can be had, as text; reads older versions and the history too.
    func read() async throws -> [String] {
        let store = try Store.open(at: folder.deletingLastPathComponent().path)
        let table = try await store.table(folder.path)
        let rows = try await rows(of: table)
        _ = try? await table.count()
        _ = table.sizeInBytes
        for entry in (try? await table.history()) ?? [] { _ = "\(entry)" }
        for version in [0, table.version / 2] where version < table.version {
            guard let older = try? await table.at(version: version) else { continue }
            _ = try? await self.rows(of: older)
        }
        return rows
    }

    /// Checks, changes and tidies the table, which ends well or with an error.
    func work() async {
        guard let store = try? Store.open(at: folder.deletingLastPathComponent().path),
            let table = try? await store.table(folder.path)
        else { return }
        _ = try? await table.check()
        _ = try? await table.insert(["id": .int(1_000_000)])
        _ = try? await table.delete(where: "id = 3")
        _ = try? await table.optimize()
    }

    private func rows(of table: Table) async throws -> [String] {
        var texts: [String] = []
        for try await row in try table.rows() {
            texts.append("\(row.id.map(\.description) ?? "-") \(row.values)")
            // A damaged log may name a file as often as it likes, but not make us keep the rows.
            if texts.count > 100_000 { texts.removeAll() }
        }
        return texts
    }
}
