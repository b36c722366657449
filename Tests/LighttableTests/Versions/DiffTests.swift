import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct DiffTests {
    private func counts(_ diff: TableDiff) -> [Int] { [diff.rowsAdded, diff.rowsRemoved, diff.rowsChanged] }

    private func changes(_ diff: TableDiff) async throws -> [RowChange] {
        var changes: [RowChange] = []
        for try await change in diff.changes { changes.append(change) }
        return changes
    }

    @Test func changedCellsAreToldWithOldAndNewRow() async throws {
        let test = try TestStore()
        let table = try await test.importCSV("a,b\n1,x\n2,y\n3,\n").table
        let changed = try await table.editing(1, ["b": .string("z")]).editing(2, ["b": .string("w")])
        let diff = try await changed.diff(from: table)
        #expect(counts(diff) == [0, 0, 2])
        guard case .changed(let old, let new, ["b"])? = try await changes(diff).first else {
            Issue.record("no changed row")
            return
        }
        #expect(old.values == [.int(2), .string("y")])
        #expect(new.values == [.int(2), .string("z")])
        #expect(old.id == new.id)
    }

    @Test func aVersionDoesNotDifferFromItself() async throws {
        let test = try TestStore()
        let table = try await test.importCSV("a\n1\nNaN\n", options: ImportOptions()).table
        #expect(try await table.diff(from: table).isEmpty)
        let there = try await table.editing(0, ["a": .float(5)]).editing(0, ["a": .float(1)])
        #expect(try await there.diff(from: table).isEmpty)
    }

    @Test func columnsAreToldApartFromRows() async throws {
        let test = try TestStore()
        let table = try await test.importCSV("a,b,c\n1,x,1\n2,y,2\n").table
        let changed = try await table.renameColumn("b", to: "name").table.dropColumn("c").table
            .addColumn(Column("note", .json)).table.alterColumn("a", type: .float).table
        let diff = try await changed.diff(from: table)
        #expect(counts(diff) == [0, 0, 0])
        #expect(diff.columns.added.map(\.name) == ["note"])
        #expect(diff.columns.removed.map(\.name) == ["c"])
        #expect(diff.columns.renamed.map(\.to.name) == ["name"])
        #expect(diff.columns.altered.map(\.to.type) == [.float])
        #expect(!diff.isEmpty)
        let noted = try await changed.editing(1, ["note": .string("[]"), "name": .string("Y")])
        let change = try #require(try await self.changes(noted.diff(from: table)).first)
        guard case .changed(_, _, let columns) = change else { return }
        #expect(columns == ["name", "note"])
        #expect(counts(try await noted.diff(from: table)) == [0, 0, 1])
        let back = try await table.diff(from: noted)
        #expect(counts(back) == [0, 0, 2], "the dropped column's values come back")
        #expect(back.columns.renamed.map(\.to.name) == ["b"])
    }

    @Test func aColumnWithADefaultChangesEveryRow() async throws {
        let test = try TestStore()
        let table = try await test.importCSV("a\n1\n2\n").table
        let filled = try await table.addColumn(Column("n", .int), default: .int(1)).table
        #expect(counts(try await filled.diff(from: table)) == [0, 0, 2])
    }

    @Test func differentTablesAreComparedByKey() async throws {
        let test = try TestStore()
        var options = ImportOptions()
        options.primaryKey = ["k"]
        let one = try await test.importCSV("k,v\n1,a\n2,b\n3,c\n", into: "one", options: options).table
        let two = try await test.importCSV("v,k\nc,3\nB,2\nd,4\n", into: "two", options: options).table
        let diff = try await two.diff(from: one)
        #expect(counts(diff) == [1, 1, 1])
        let keyless = try await test.importCSV("k,v\n1,a\n", into: "three").table
        #expect(await failure { _ = try await keyless.diff(from: one) }?.code == .unsupported)
    }

    @Test(arguments: 0..<4)
    func aDiffAppliedToTheFirstVersionGivesTheSecond(seed: UInt64) async throws {
        let test = try TestStore()
        var random = SeededGenerator(seed: seed)
        let rows = (0..<40).map { "\($0),\(Int.random(in: 0..<5, using: &random)),t\($0)\n" }.joined()
        var table = try await test.importCSV("k,n,s\n" + rows).table
        for step in 0..<12 {
            let id = Int.random(in: 0..<40, using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: table = try await table.addColumn(Column("c\(step)", .int)).table
            case 1: table = try await table.restore(to: Int.random(in: 0...table.version, using: &random)).table
            case 2 where step % 3 == 0: table = try await table.optimize().table
            case 2: table = try await table.renameColumn(table.columns[2].name, to: "s\(step)").table
            default:
                let column = try #require(table.columns.filter { $0.type == .int }.randomElement(using: &random))
                table = try await table.editing(id, [column.name: .int(Int.random(in: 0..<3, using: &random))])
            }
        }
        for _ in 0..<8 {
            let from = try await table.at(version: Int.random(in: 0...table.version, using: &random))
            let to = try await table.at(version: Int.random(in: 0...table.version, using: &random))
            try await checkLaw(from, to)
        }
    }

    /// Applies the difference to the first version's rows and compares them with the second's.
    private func checkLaw(_ from: Table, _ to: Table) async throws {
        let diff = try await to.diff(from: from)
        var rows: [Int?: [Value]] = [:]
        for try await row in try from.rows() {
            rows[row.id?.rawValue] = to.columns.map { column in
                diff.columns.common.first { $0.to.name == column.name }.map { row[$0.from.name] } ?? .null
            }
        }
        var seen = [0, 0, 0]
        for try await change in diff.changes {
            switch change {
            case .added(let row):
                rows[row.id?.rawValue] = row.values
                seen[0] += 1
            case .removed(let row):
                rows[row.id?.rawValue] = nil
                seen[1] += 1
            case .changed(_, let row, let columns):
                #expect(!columns.isEmpty)
                rows[row.id?.rawValue] = row.values
                seen[2] += 1
            }
        }
        #expect(rows == (try await to.identifiedCells()), "from \(from.version) to \(to.version)")
        #expect(seen == counts(diff))
    }
}
