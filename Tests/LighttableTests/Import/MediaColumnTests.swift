import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct MediaColumnTests {
    @Test func relativePathsBecomeURIsOfFilesBesideTheSource() async throws {
        let test = try TestStore()
        _ = try test.file("pictures/a b.png", TestStore.png)
        let source = try test.file(
            "list.csv",
            Array("photo\npictures/a b.png\nhttps://example.com/x.png\ns3://bucket/y.png\n\"\"\n".utf8)
        )
        var options = ImportOptions()
        options.schemaOverrides = ["photo": .init(.image)]
        let table = try await test.store.importCSV(source, into: "t", options: options).table
        #expect(
            try await table.cells().map { $0[0] } == [
                .string("file://\(test.folder)/pictures/a%20b.png"), .string("https://example.com/x.png"),
                .string("s3://bucket/y.png"), .null,
            ]
        )
    }
}
