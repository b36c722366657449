import Columnar
import Foundation
import JSON
import Lighttable
import Testing

@testable import LabelStudio

extension ServerTests {
    /// Media in buckets, and settings of projects.
    @Suite struct S3Tests {
        private static let config = """
            <View><Image name="img" value="$photo"/><Choices name="kind" toName="img"><Choice value="cat"/></Choices></View>
            """

        private func shop(_ picture: (Workshop) throws -> String) async throws -> Workshop {
            var shop = try await Workshop(rows: 1)
            let row = try #require(try await shop.firstRow())
            try await shop.set("photo", to: try picture(shop), row: row)
            return shop
        }

        @Test func `Pictures in a bucket are shown by the storage that is made for the project`() async throws {
            var shop = try await shop { _ in "s3://photos/cats/a.png" }
            let bucket = try BucketServer(object: "\(shop.folder)/my pictures/p0.png")
            defer { withExtendedLifetime(bucket) {} }
            let storage = try S3Configuration([
                "bucket": "photos", "region_name": "us-east-1", "s3_endpoint": bucket.url, "aws_access_key_id": "k",
                "aws_secret_access_key": "secret==", "presign": "false",
            ])
            shop.table = try await shop.table
                .createLabelStudioProject(
                    labelConfig: Self.config,
                    mediaImportMethod: .url,
                    s3Configuration: storage,
                    server: try shop.server
                )
                .table
            let storages = try await shop.client.json(.get("api/storages/s3/", ["project": "\(try shop.project)"]))
            #expect(storages.arrayValue?.first?["title"] == "Lighttable-S3-Import-Storage")
            let task = try #require(try await shop.tasks().values.first)
            let address = try #require(try await shop.data(ofTask: task.id)["photo"]?.stringValue)
            #expect(address.hasPrefix("/tasks/\(task.id)/resolve/"))
            let response = try await shop.client.response(to: .get(String(address.dropFirst())))
            #expect(response.status == 200 && response.body == Workshop.picture(0))
            #expect(!shop.table.settings.values.contains { $0.contains("secret==") })
            let again = try await shop.sync()
            #expect(again.externalRowsCreated + again.externalRowsUpdated == 0)
        }

        @Test func `A bucket that cannot be read is said, without its keys, and no project stays`() async throws {
            let shop = try await shop { _ in "s3://nowhere/a.png" }
            let bucket = try BucketServer(object: "\(shop.folder)/my pictures/p0.png")
            defer { withExtendedLifetime(bucket) {} }
            let before = try await shop.projectCount()
            let error = await #expect(throws: LabelStudioError.self) {
                let storage = try S3Configuration([
                    "bucket": "nowhere", "s3_endpoint": bucket.url, "aws_access_key_id": "k",
                    "aws_secret_access_key": "hidden",
                ])
                _ = try await shop.table.createLabelStudioProject(
                    labelConfig: Self.config,
                    mediaImportMethod: .url,
                    s3Configuration: storage,
                    server: try shop.server
                )
            }
            #expect(error?.code == .notConfigured && error?.message.contains("cannot read s3://nowhere") == true)
            #expect(error.map { "\($0)" }?.contains("hidden") == false)
            #expect(try await shop.projectCount() == before)
        }

        @Test func `Settings reach the project, and what it does not know is refused before it is made`() async throws {
            var shop = try await Workshop(rows: 1)
            shop.table = try await shop.table
                .createLabelStudioProject(
                    labelConfig: Workshop.config,
                    mediaImportMethod: .file,
                    options: [
                        "maximum_annotations": 3, "sampling": "Uncertainty sampling", "show_skip_button": false,
                        "color": "#FF8800", "expert_instruction": "<b>look</b>", "description": "For the\nnew model.",
                    ],
                    server: try shop.server
                )
                .table
            let project = try await shop.client.json(.get("api/projects/\(try shop.project)/"))
            #expect(project["maximum_annotations"] == 3 && project["sampling"] == "Uncertainty sampling")
            #expect(project["show_skip_button"] == false && project["color"] == "#FF8800")
            #expect(project["expert_instruction"] == "<b>look</b>")
            let before = try await shop.projectCount()
            for (options, hint) in [
                (["maximum_anotations": 3], "did you mean `maximum_annotations`?"), (["color": "red"], "#FF8800"),
                (["sampling": "random"], "`Uniform sampling`"), (["maximum_annotations": 0], "from 1 to 1000"),
                (["title": "x"], "it is set by title"), (["show_skip_button": "maybe"], "true or false"),
            ] as [(ProjectOptions, String)] {
                let error = await #expect(throws: LabelStudioError.self) {
                    _ = try await shop.table.createLabelStudioProject(
                        labelConfig: Workshop.config,
                        mediaImportMethod: .file,
                        options: options,
                        server: try shop.server
                    )
                }
                #expect(error?.message.contains(hint) == true, "\(error?.message ?? "")")
            }
            #expect(try await shop.projectCount() == before)
            let description = project["description"]?.stringValue
            #expect(description?.hasPrefix("For the\nnew model.\nRows of the table ") == true)
            #expect(try await shop.sync().externalRowsCreated == 0)
            let id = try shop.project
            _ = try await shop.table.unlinkExternalStores(server: try shop.server)
            #expect(try await shop.client.project(id).description == "For the\nnew model.")
        }
    }
}
