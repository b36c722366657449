import Columnar
import Foundation
import JSON
import Lighttable
import Testing

@testable import LabelStudio

extension ServerTests {
    @Suite struct UnstoredColumnSyncTests {
        private static let config = """
            <View><Image name="img" value="$small"/><Header value="$shout"/>
            <Choices name="kind" toName="img"><Choice value="cat"/><Choice value="dog"/></Choices></View>
            """

        private func data(_ shop: Workshop) async throws -> [JSONValue] {
            var data: [JSONValue] = []
            for task in try await shop.tasks().sorted(by: { $0.key.rawValue < $1.key.rawValue }).map(\.value) {
                data.append(try #require(try await shop.client.json(.get("api/tasks/\(task.id)/"))["data"]))
            }
            return data
        }

        @Test(arguments: [MediaImportMethod.file, .post], [true, false])
        func `Computed columns are shown, stored or not, and follow what they are made of`(
            method: MediaImportMethod,
            isStored: Bool
        ) async throws {
            var shop = try await Workshop(rows: 2)
            let picture =
                "iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAAAAACMmsGiAAAADklEQVR4nGNoAAIGVAIAUBQIAXAlrj8AAAAASUVORK5CYII="
            for index in 0..<2 {
                let path = "\(shop.folder)/my pictures/p\(index).png"
                try #require(Data(base64Encoded: picture)).write(to: URL(filePath: path))
            }
            for (name, text) in [("small", "resize(photo, 2, 2)"), ("shout", "upper(title)")] {
                shop.table = try await shop.table.addComputedColumn(name, try Expression(text), stored: isStored).table
            }
            #expect(try await shop.create(method: method, config: Self.config).externalRowsCreated == 2)
            #expect(try await data(shop).map { $0["shout"] } == ["PICTURE 0", "PICTURE 1"])
            for task in try await data(shop) {
                let address = try #require(task["small"]?.stringValue)
                #expect(address.contains(method == .file ? "/data/local-files/?d=" : "/data/upload/"), "\(address)")
            }
            #expect(try await shop.sync().externalRowsUpdated == 0)
            let first = try Expression("title = 'picture 0'")
            shop.table = try await shop.table.update(["title": try Expression("'other'")], where: first).table
            #expect(try await shop.sync().externalRowsUpdated == 1)
            #expect(try await data(shop).map { $0["shout"] } == ["OTHER", "PICTURE 1"])
            let table = shop.table
            await #expect(throws: LighttableError.self) { try await table.dropColumn("shout") }
        }
    }
}
