import Columnar
import Foundation
import JSON
import Lighttable
import Testing

@testable import LabelStudio

extension ServerTests {
    /// What is wrong is found before anything is made.
    @Suite struct CreationTests {
        enum Mistake: CaseIterable, Sendable {
            case unknownTarget, shortTitle, longTitle, missingColumn, wrongType, wrongKey, noRoot, otherRoot, urlOfFile
        }

        @Test(arguments: Mistake.allCases)
        func `A mistake is refused and leaves neither project nor version`(mistake: Mistake) async throws {
            let shop = try await Workshop(rows: 2)
            let before = try await shop.projectCount()
            let error = await #expect(throws: LabelStudioError.self) { try await make(mistake, shop) }
            #expect(error?.code == expectedCode(mistake) && error?.message.contains("\n") == false)
            #expect(try await shop.projectCount() == before)
            #expect(try await shop.table.latest().version == shop.table.version)
        }

        private func make(_ mistake: Mistake, _ shop: Workshop) async throws {
            var config = Workshop.config
            var method = MediaImportMethod.file
            var server = try shop.server
            var title: String?
            switch mistake {
            case .unknownTarget: config = config.replacing("toName=\"img\"", with: "toName=\"image\"")
            case .shortTitle: title = "ab"
            case .longTitle: title = String(repeating: "x", count: 51)
            case .missingColumn: config = config.replacing("$photo", with: "$picture")
            case .wrongType: config = config.replacing("$photo", with: "$title")
            case .wrongKey: server = try shop.backend.server(key: String(repeating: "0", count: 40))
            case .noRoot: server = try LabelStudioServer(url: shop.backend.url, key: shop.backend.token)
            case .otherRoot: server = try shop.backend.server(documentRoot: "/somewhere/else")
            case .urlOfFile: method = .url
            }
            _ = try await shop.table.createLabelStudioProject(
                labelConfig: config,
                title: title,
                mediaImportMethod: method,
                server: server
            )
        }

        private func expectedCode(_ mistake: Mistake) -> LabelStudioError.Code {
            switch mistake {
            case .unknownTarget: .invalidLabelConfig
            case .shortTitle, .longTitle: .invalidName
            case .missingColumn, .wrongType: .invalidMapping
            case .wrongKey: .unauthorized
            case .noRoot: .notConfigured
            case .otherRoot, .urlOfFile: .invalidMedia
            }
        }

        @Test func `A root the server does not have is found when the directory is shared, and the project goes`()
            async throws
        {
            let shop = try await Workshop(rows: 1)
            let before = try await shop.projectCount()
            let above = (shop.backend.documentRoot as NSString).deletingLastPathComponent
            let outside = (above as NSString).appendingPathComponent("outside-\(UUID().uuidString)/pictures")
            try FileManager.default.createDirectory(atPath: outside, withIntermediateDirectories: true)
            try Workshop.picture(1).write(to: URL(filePath: outside + "/a.png"))
            let row = try #require(try await shop.firstRow())
            let table = try await shop.table.changing("photo", to: outside + "/a.png", row: row)
            let error = await #expect(throws: LabelStudioError.self) {
                _ = try await table.createLabelStudioProject(
                    labelConfig: Workshop.config,
                    mediaImportMethod: .file,
                    server: shop.backend.server(documentRoot: above)
                )
            }
            #expect(error?.message.contains("LABEL_STUDIO_LOCAL_FILES_DOCUMENT_ROOT=\(above)") == true)
            #expect(try await shop.projectCount() == before)
        }

        @Test func `A server that is down is said with its address`() async throws {
            let shop = try await Workshop(rows: 1)
            let error = await #expect(throws: LabelStudioError.self) {
                _ = try await shop.table.createLabelStudioProject(
                    labelConfig: Workshop.config,
                    server: LabelStudioServer(url: "http://127.0.0.1:9", key: "k")
                )
            }
            #expect(error?.code == .unreachable && error?.message.contains("http://127.0.0.1:9") == true)
        }

        @Test(arguments: [true, false])
        func `A project left by a creation that was cut off goes with the next one or the next sync`(
            isCreatedAgain: Bool
        ) async throws {
            var shop = try await Workshop(rows: 1)
            let before = try await shop.projectCount()
            let mark = ProjectMark(table: shop.table, link: "ls_project_0")
            _ = try await shop.client.createProject(
                title: "left over",
                description: mark.description(tableName: "x"),
                labelConfig: "<View/>",
                options: [:]
            )
            if isCreatedAgain {
                _ = try await shop.create()
                #expect(try await shop.projectCount() == before + 1)
            } else {
                await #expect(throws: LabelStudioError.self) { _ = try await shop.sync() }
                #expect(try await shop.projectCount() == before)
            }
        }

        @Test func `A second project gets the next name, a taken name is refused`() async throws {
            var shop = try await Workshop(rows: 1)
            _ = try await shop.create()
            _ = try await shop.create(method: .post)
            let projects = try await shop.table.labelStudioProjects(server: nil)
            #expect(projects.map(\.name) == ["ls_project_0", "ls_project_1"])
            #expect(projects.map(\.tasks) == [1, 1] && projects.map(\.title) == ["demo.stamps", "demo.stamps"])
            let error = await #expect(throws: LabelStudioError.self) {
                _ = try await shop.table.createLabelStudioProject(
                    labelConfig: Workshop.config,
                    name: "ls_project_0",
                    server: shop.server
                )
            }
            #expect(error?.code == .invalidName)
        }

        @Test func `The diagnosis of a server in order has no failure, with a wrong key it says so`() async throws {
            let backend = try TestServer.shared.get()
            var environment = [
                "LABEL_STUDIO_URL": backend.url, "LABEL_STUDIO_API_KEY": backend.token,
                "LABEL_STUDIO_LOCAL_FILES_DOCUMENT_ROOT": backend.documentRoot,
            ]
            let good = await LabelStudioDiagnosis.run(home: "/nonexistent", environment: environment)
            #expect(good.isOK && good.checks.map(\.isOK) == [true, true, true, true])
            environment["LABEL_STUDIO_API_KEY"] = "wrong"
            let bad = await LabelStudioDiagnosis.run(home: "/nonexistent", environment: environment)
            #expect(!bad.isOK && bad.checks.last?.name == "key" && bad.checks.last?.remedy != nil)
        }
    }
}
