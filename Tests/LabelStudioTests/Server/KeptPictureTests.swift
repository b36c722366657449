import Columnar
import Foundation
import JSON
import Lighttable
import Testing

@testable import LabelStudio

extension ServerTests {
    /// Pictures that no cell names are there for as long as a project shows them.
    @Suite struct KeptPictureTests {
        static let config = """
            <View><Image name="img" value="$small"/>
            <Choices name="kind" toName="img"><Choice value="cat"/><Choice value="dog"/></Choices></View>
            """
        static let picture =
            "iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAAAAACMmsGiAAAADklEQVR4nGNoAAIGVAIAUBQIAXAlrj8AAAAASUVORK5CYII="

        private func served(_ shop: Workshop) async throws -> Bool {
            let task = try #require(try await shop.tasks().values.first)
            let address = try #require(try await shop.data(ofTask: task.id)["small"]?.stringValue)
            return try await shop.client.response(to: .get(String(address.dropFirst()))).status == 200
        }

        @Test(arguments: [(true, false), (false, false), (false, true)])
        func `A computed picture is served after unused media were removed, and given up with the project`(
            isStored: Bool,
            isDeletedByOthers: Bool
        ) async throws {
            var shop = try await Workshop(rows: 1)
            try #require(Data(base64Encoded: Self.picture))
                .write(to: URL(filePath: "\(shop.folder)/my pictures/p0.png"))
            try "retention_safety_window = 0\n"
                .write(toFile: "\(shop.folder)/store/config.toml", atomically: true, encoding: .utf8)
            shop.table = try await shop.table
                .addComputedColumn("small", try Expression("resize(photo, 2, 2)"), stored: isStored)
                .table
            #expect(try await shop.create(method: .file, config: Self.config).externalRowsCreated == 1)
            #expect(try await served(shop))
            let removed = try await Store.open(at: shop.folder + "/store").media.collect()
            #expect(removed.filesRemoved == (isStored ? 0 : 1))
            #expect(try await served(shop))
            #expect(try await shop.sync(isFull: true).externalRowsUpdated == 0)
            #expect(try await served(shop))
            let kept = "\(shop.folder)/store/media/.label-studio/\(shop.table.identifier)-ls_project_0"
            #expect(FileManager.default.fileExists(atPath: kept) == !isStored)
            if isDeletedByOthers { try await shop.client.deleteProject(shop.project) }
            _ = try await shop.table.unlinkExternalStores(deleteExternalData: true, server: try shop.server)
            #expect(!FileManager.default.fileExists(atPath: kept))
        }
    }
}
