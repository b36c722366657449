import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct MediaPropertyTests {

    private func table(_ test: TestStore) async throws -> Table {
        let script =
            "from PIL import Image; import sys\nfor n, s in (('a.png', (30, 20)), ('b.jpg', (64, 48)), ('c.gif', (5, 7))):\n"
            + "    Image.new('RGB', s).save(sys.argv[1] + '/' + n)"
        try ReadersPython.run(text: script, test.folder)
        _ = try test.file("gone.png", TestStore.png)
        var options = ImportOptions()
        options.schemaOverrides = ["photo": .init(.image)]
        let csv = "id,photo\n1,a.png\n2,b.jpg\n3,c.gif\n4,\n5,gone.png\n6,https://pictures.test/x.png\n7,a.png\n"
        let table = try await test.importCSV(csv, options: options).table
        try FileManager.default.removeItem(atPath: "\(test.folder)/gone.png")
        return table
    }

    @Test func `sizes and formats of pictures can be selected, and files that are not there are null`() async throws {
        let test = try TestStore()
        let selections = try Selection.list(
            "id, width(photo) AS w, height(photo) AS h, format(photo) AS f, file_size(photo) > 0 AS b"
        )
        let rows = try await table(test).query().select(selections).collect()
        #expect(rows["w"] == [.int(30), .int(64), .int(5), .null, .null, .null, .int(30)])
        #expect(rows["h"] == [.int(20), .int(48), .int(7), .null, .null, .null, .int(20)])
        #expect(rows["f"]?.prefix(3) == [.string("PNG"), .string("JPEG"), .string("GIF")])
        #expect(rows["b"]?.map { $0 == .bool(true) } == [true, true, true, false, false, false, true])
    }

    @Test func `rows can be chosen, counted, exported and grouped by the size of their pictures`() async throws {
        let test = try TestStore()
        let table = try await table(test)
        let wide = table.where(try Expression("width(photo) > height(photo) AND id < 7"))
        #expect(try await wide.collect().map { $0["id"] } == [.int(1), .int(2)])
        #expect(try await wide.collect().allSatisfy { $0.id != nil && $0.columns.count == 2 })
        #expect(try await wide.count() == 2)
        _ = try await test.store.exportCSV(wide.select(["id"]), to: .file("\(test.folder)/out.csv"))
        #expect(try String(contentsOfFile: "\(test.folder)/out.csv", encoding: .utf8) == "id\n1\n2\n")
        let groups = try await table.query().group(by: [try Selection(parsing: "width(photo) AS w")], [.count(as: "n")])
            .collect()
        #expect(groups["n"] == [.int(2), .int(1), .int(1), .int(3)])
        #expect(try await table.delete(where: "width(photo) > 50").rowsDeleted == 1)
        #expect(try await table.latest().update(["id": "width(photo)"], where: "id = 3").rowsUpdated == 1)
        #expect(try await table.latest().query().collect()["id"]?.map(\.intValue) == [1, 5, 4, 5, 6, 7])
    }
}
