import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct ExportedParquetTests {
    @Test func anExportGivesBackTypesAndNullability() async throws {
        let test = try TestStore()
        let columns = [
            Column("id", .int, isNullable: false), Column("at", .time), Column("span", .duration), Column("key", .uuid),
            Column("doc", .json), Column("local", .timestamp, isLocalTime: true), Column("day", .date),
            Column("vector", .array(ArrayType(.float32, shape: [2]))),
            Column("price", .decimal(precision: 9, scale: 2)),
        ]
        let table = try await test.store.createTable("a", columns: columns)
        let row: [String: Value] = [
            "id": 1, "at": "12:30:00.25", "span": "PT1H", "key": "0123456789ABCDEF0123456789ABCDEF",
            "doc": #"{"b": [1]}"#,
            "local": .timestamp(5), "day": .date(3), "vector": .list([.float(1), .float(2)]), "price": .decimal("1.5"),
        ]
        try await table.insert([row, ["id": 2]])
        let written = try await test.store.table("a")
        _ = try await test.store.exportParquet(written, to: "\(test.folder)/out")
        let back = try await test.store.importParquet("\(test.folder)/out", into: "b").table
        #expect(back.columns == written.columns)
        #expect(try await back.cells() == (try await written.cells()))
        let expected: [Value] = [1, .int(45_000_250_000), .int(3_600_000_000), "01234567-89ab-cdef-0123-456789abcdef"]
        #expect(try await Array(back.cells()[0].prefix(4)) == expected)
        let schema = try ParquetFile.schema(at: "\(test.folder)/out/part-00000.parquet")
        #expect(schema.fields[1].type == .time64(.microsecond))
    }
}
