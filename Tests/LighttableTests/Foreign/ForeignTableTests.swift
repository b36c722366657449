import Columnar
import DeltaLog
import Foundation
import Lighttable
import Testing

/// Tables as other engines may write them, written by hand, so that they are what the protocol says and not what we do.
@Suite struct ForeignTableTests {
    @Test(arguments: ForeignTables.names) func aForeignTableIsReadRightOrRefusedByName(_ name: String) async throws {
        let tables = try ForeignTables.shared.get()
        let expected = try #require(tables.expected[name])
        guard let named = expected.error else {
            let table = try await tables.open(name)
            #expect(try await table.cells().map { $0.map(\.foreignText) } == expected.rows)
            #expect(try await table.count() == expected.rows?.count)
            return
        }
        let error = try #require(await failure { _ = try await tables.open(name).cells() })
        let place = "\(error.location.file ?? "") \(error.location.column ?? "")"
        #expect("\(error.message) \(place)".contains(named))
    }

    @Test(arguments: ["partitions", "mapping_by_name", "type_widening", "vector_of_every_container"])
    func everyColumnCanBeReadAndFilteredAlone(_ name: String) async throws {
        let table = try await ForeignTables.shared.get().open(name)
        let rows = try await table.cells()
        for (index, column) in table.columns.enumerated() {
            var cells: [Value] = []
            for try await row in try table.rows(columns: [column.name]) { cells.append(row[0]) }
            #expect(cells == rows.map { $0[index] })
            let nulls = table.where(try Expression("\(column.name) IS NULL"))
            #expect(try await nulls.count() == cells.filter { $0 == .null }.count)
        }
    }

    @Test func rowIDsCountHiddenRowsToo() async throws {
        let table = try await ForeignTables.shared.get().open("row_ids_and_vectors")
        #expect(try await table.identifiedCells() == [100: [.int(0)], 102: [.int(2)]])
    }

    @Test func aTableThatUsesUnknownFeaturesIsReadOnlyAndNamesThem() async throws {
        let table = try await ForeignTables.shared.get().open("writer_features")
        var edits = TableEdits(operation: "UPDATE")
        edits.settings["comment"] = "x"
        let error = try #require(await failure { _ = try await table.update(edits) })
        #expect(error.code == .unsupported)
        #expect(
            error.message.contains(
                "rowTracking, domainMetadata, checkConstraints, generatedColumns, identityColumns, x.new"
            )
        )
    }

    @Test func everyTableIsTested() throws {
        #expect(try Set(ForeignTables.shared.get().expected.keys) == Set(ForeignTables.names))
    }
}
