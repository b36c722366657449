import Columnar
import Foundation
import Lighttable
import Testing

/// The index of keys is a shortcut: without it, and with a damaged or a wrong one, the answers are the same.
@Suite struct KeyIndexTests {
    enum Damage: CaseIterable {
        case none, absent, truncated, flipped, empty, swapped
    }

    @Test(arguments: Damage.allCases)
    func answersDoNotDependOnTheIndex(damage: Damage) async throws {
        let test = try TestStore()
        let rows = (0..<2000).map { "key \($0 * 2),\($0)\n" }.joined()
        let first = try await test.importCSV("id,n\n" + rows, options: .keyed("id")).table
        let table = try await first.insert((0..<600).map { ["id": .string("other \($0)"), "n": .int($0)] }).table
        try apply(damage, to: "\(table.path)/_lighttable/keys")
        let copy = try copied(table, in: test)
        let opened = try await test.store.table(copy)
        let taken = await failure { try await opened.insert(["id": "key 998", "n": 1]) }
        #expect(taken?.code == .duplicateKey)
        let result = try await opened.upsert([
            ["id": "key 1998", "n": .int(-1)], ["id": "key 1999", "n": .int(-2)], ["id": "other 3", "n": 0],
        ])
        #expect(result.rowsInserted == 1 && result.rowsUpdated == 2)
    }

    @Test func rowsWhoseKeysStayAreFoundByTheFormerIndex() async throws {
        let test = try TestStore()
        let rows = (0..<2000).map { "\($0),\($0)\n" }.joined()
        var table = try await test.importCSV("id,n\n" + rows, options: .keyed("id")).table
        table = try await table.update(["n": "n + 1"], where: "id = 7").table
        let indexes = try indexes(of: table)
        #expect(indexes.count == 2 && Set(indexes).count == 1)
        let result = try await table.upsert([["id": 7, "n": 0], ["id": 2000, "n": 0]])
        #expect(result.rowsInserted == 1 && result.rowsUpdated == 1)
    }

    @Test func aChangedKeyIsFoundAndItsFormerOneIsFree() async throws {
        let test = try TestStore()
        let rows = (0..<2000).map { "\($0),\($0)\n" }.joined()
        var table = try await test.importCSV("id,n\n" + rows, options: .keyed("id")).table
        table = try await table.update(["id": "id + 5000"], where: "id = 7").table
        #expect(Set(try indexes(of: table)).count == 2)
        let taken = await failure { [table] in try await table.insert(["id": 5007, "n": 1]) }
        #expect(taken?.code == .duplicateKey)
        #expect(try await table.insert(["id": 7, "n": 1]).rowsInserted == 1)
    }

    private func indexes(of table: Table) throws -> [Data] {
        let folder = "\(table.path)/_lighttable/keys"
        return try FileManager.default.contentsOfDirectory(atPath: folder)
            .map { try Data(contentsOf: URL(filePath: "\(folder)/\($0)")) }
    }

    /// A copy of the table, of which this process remembers nothing.
    private func copied(_ table: Table, in test: TestStore) throws -> String {
        let path = "\(test.folder)/copy"
        try FileManager.default.copyItem(atPath: table.path, toPath: path)
        return path
    }

    private func apply(_ damage: Damage, to folder: String) throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).map { "\(folder)/\($0)" }
        #expect(files.count == 2)
        for file in files {
            var data = try Data(contentsOf: URL(filePath: file))
            switch damage {
            case .none: continue
            case .absent: try FileManager.default.removeItem(atPath: file)
            case .truncated: try data.prefix(data.count - 8).write(to: URL(filePath: file))
            case .flipped:
                data[data.count / 2] ^= 4
                try data.write(to: URL(filePath: file))
            case .empty: try Data().write(to: URL(filePath: file))
            case .swapped:
                let other = files.first { $0 != file } ?? file
                try data.write(to: URL(filePath: other))
            }
        }
    }
}
