import Columnar
import Foundation
import JSON
import Lighttable
import Remote
import Testing

@testable import LabelStudio

extension ServerTests {
    /// What the media store has is put into the bucket of a project that fetches its media.
    @Suite struct PublishedMediaTests {
        /// Two rows with a picture that is computed of each.
        private func shop(isStored: Bool = true) async throws -> Workshop {
            var shop = try await Workshop(rows: 2)
            let keys = "[default]\naws_access_key_id = k\naws_secret_access_key = s\n"
            try FileManager.default.createDirectory(atPath: shop.folder + "/.aws", withIntermediateDirectories: true)
            try keys.write(toFile: shop.folder + "/.aws/credentials", atomically: true, encoding: .utf8)
            let picture = try #require(Data(base64Encoded: KeptPictureTests.picture))
            for row in 0..<2 { try picture.write(to: URL(filePath: "\(shop.folder)/my pictures/p\(row).png")) }
            let size = "if(title = 'picture 0', 2, 3)"
            shop.table = try await shop.table
                .addComputedColumn("small", try Expression("resize(photo, \(size), 2)"), stored: isStored)
                .table
            return shop
        }

        private func storage(
            _ bucket: BucketServer,
            _ name: String = "photos",
            presigns: Bool = false
        ) throws -> S3Configuration {
            try S3Configuration([
                "bucket": name, "prefix": "shown/", "region_name": "us-east-1", "s3_endpoint": bucket.url,
                "aws_access_key_id": "k", "aws_secret_access_key": "secret==", "aws_session_token": "hidden==",
                "presign": "\(presigns)",
            ])
        }

        private func folder(_ shop: Workshop, _ bucket: BucketServer) -> S3Folder {
            var options = S3Options(environment: [:])
            (options.endpoint, options.keys) = (bucket.url, S3Options.Keys(id: "k", secret: "s"))
            let path = "shown/lighttable/\(shop.table.identifier)-ls_project_0"
            return S3Folder(bucket: "photos", path: path, options: options)
        }

        private func run(_ words: [String], in shop: Workshop) throws {
            let run = try CommandRun(words, in: shop)
            #expect(run.status == 0, "\(run.errors)")
        }

        @Test func `A project that is linked takes the pictures into the bucket of its storage`() async throws {
            var shop = try await shop()
            let bucket = try BucketServer(object: "\(shop.folder)/my pictures/p0.png")
            defer { withExtendedLifetime(bucket) {} }
            let project = try await shop.client.createProject(
                title: "another",
                description: "",
                labelConfig: KeptPictureTests.config,
                options: [:]
            )
            // Label Studio takes no prefix below which there is nothing.
            let picture = "\(shop.folder)/my pictures/p0.png"
            try await folder(shop, bucket).put(picture, as: "first.png", mediaType: "image/png")
            try await shop.client.addS3Storage(project: project.id, try storage(bucket))
            _ = try await shop.client.importTasks(
                project: project.id,
                [["data": ["title": "picture 1", "small": "s3://photos/cats/a.png"]]]
            )
            let words = ["--project-id", "\(project.id)", "--key", "title", "--media-import-method", "url"]
            try run(["label", "link", "demo.stamps"] + words, in: shop)
            shop.table = try await shop.table.latest()
            try await shop.comparePictures("small")
        }

        @Test(arguments: [true, false])
        func `Computed pictures are put into the bucket, made good by a full sync, and go with the project`(
            isStored: Bool
        ) async throws {
            var shop = try await shop(isStored: isStored)
            let bucket = try BucketServer(object: "\(shop.folder)/my pictures/p0.png")
            defer { withExtendedLifetime(bucket) {} }
            let status = try await shop.table.createLabelStudioProject(
                labelConfig: KeptPictureTests.config,
                mediaImportMethod: .url,
                // Then the browser is sent to the bucket.
                s3Configuration: try storage(bucket, presigns: isStored),
                server: try shop.server
            )
            shop.table = status.table
            #expect(status.externalRowsCreated == 2 && status.numExceptions == 0)
            #expect(Set(try await shop.comparePictures("small")).count == 2)
            #expect(!shop.table.settings.values.contains { $0.contains("==") || $0.contains("aws_") })

            try await folder(shop, bucket).remove()
            try run(["label", "sync", "demo.stamps", "--full"], in: shop)
            try await shop.comparePictures("small")

            let storages = try await shop.client.json(.get("api/storages/s3/", ["project": "\(try shop.project)"]))
            #expect(storages.arrayValue?.count == 1, "a full sync made a storage that was there")
            let id = try #require(storages.arrayValue?.first?["id"]?.intValue)
            _ = try await shop.client.json(.send(.delete, "api/storages/s3/\(id)"))
            try run(["label", "sync", "demo.stamps", "--full"], in: shop)
            try await shop.comparePictures("small")

            let name = try #require(FileManager.default.enumerator(atPath: shop.folder + "/store/media"))
                .compactMap { $0 as? String }.first { $0.hasSuffix(".png") }
            let address = folder(shop, bucket)
                .address(of: try #require(name.map { ($0 as NSString).lastPathComponent }))
            try await fetch(address, bucket, shop)
            let names = ["--project", "ls_project_0"]
            try run(["label", "unlink", "demo.stamps", "--delete-external-data", "--force"] + names, in: shop)
            let error = await #expect(throws: LighttableError.self) { try await fetch(address, bucket, shop) }
            #expect(error?.code == .fileNotFound)
        }

        private func fetch(_ address: String, _ bucket: BucketServer, _ shop: Workshop) async throws {
            var options = RemoteOptions()
            (options.s3.endpoint, options.s3.keys) = (bucket.url, S3Options.Keys(id: "k", secret: "s"))
            try await RemoteFetcher(options: options).fetch(address, to: shop.folder + "/fetched", progress: nil)
        }

        @Test func `Pictures out of Parquet files are put into the bucket`() async throws {
            var shop = try await Workshop(rows: 2)
            let bucket = try BucketServer(object: "\(shop.folder)/my pictures/p0.png")
            defer { withExtendedLifetime(bucket) {} }
            let store = try Store.open(at: shop.folder + "/store")
            var options = ParquetExportOptions()
            options.media = .inline
            _ = try await store.exportParquet(shop.table, to: shop.folder + "/rows", options: options)
            shop.table = try await store.importParquet(shop.folder + "/rows", into: "demo.parts").table
            let status = try await shop.table.createLabelStudioProject(
                labelConfig: Workshop.config,
                mediaImportMethod: .url,
                s3Configuration: try storage(bucket),
                server: try shop.server
            )
            shop.table = status.table
            #expect(status.externalRowsCreated == 2 && status.numExceptions == 0)
            #expect(Set(try await shop.comparePictures()).count == 2)
        }

        @Test func `A row that comes or changes brings its picture along`() async throws {
            var shop = try await shop()
            let bucket = try BucketServer(object: "\(shop.folder)/my pictures/p0.png")
            defer { withExtendedLifetime(bucket) {} }
            let storage = try storage(bucket)
            shop.table = try await shop.table
                .createLabelStudioProject(
                    labelConfig: KeptPictureTests.config,
                    mediaImportMethod: .url,
                    s3Configuration: storage,
                    server: try shop.server
                )
                .table
            let row = try #require(try await shop.firstRow())
            try await shop.set("title", to: "another", row: row)
            let photo = Value.string("\(shop.folder)/my pictures/p1.png")
            shop.table = try await shop.table.insert(["photo": photo, "title": .string("picture 0")]).table
            let status = try await shop.table.sync(client: try shop.client, storage: storage)
            shop.table = status.table
            #expect(status.externalRowsCreated == 1 && status.externalRowsUpdated == 1)
            try await shop.comparePictures("small")
        }

        @Test func `A bucket that does not take pictures is told before there is a project, without the keys`()
            async throws
        {
            let shop = try await shop()
            let bucket = try BucketServer(object: "\(shop.folder)/my pictures/p0.png")
            defer { withExtendedLifetime(bucket) {} }
            let before = try await shop.projectCount()
            for storage in [try storage(bucket, "nowhere"), nil] {
                let error = await #expect(throws: LabelStudioError.self) {
                    _ = try await shop.table.createLabelStudioProject(
                        labelConfig: KeptPictureTests.config,
                        mediaImportMethod: .url,
                        s3Configuration: storage,
                        server: try shop.server
                    )
                }
                let part = storage == nil ? "give an S3 configuration" : "there is no such bucket"
                #expect(error?.message.contains(part) == true, "\(error?.message ?? "none")")
                #expect(error.map { "\($0)" }?.contains("==") == false)
            }
            #expect(try await shop.projectCount() == before)
        }
    }
}
