import Columnar
import Foundation
import JSON
import Lighttable
import Testing

@testable import LabelStudio

extension ServerTests.FaultTests {
    @Test func `A linking that is killed after any request ends like an undisturbed one when it is run again`()
        async throws
    {
        var (request, isDone) = (0, false)
        while !isDone {
            var shop = try await workshop(rows: 3)
            let project = try await shop.client.createProject(
                title: "by hand",
                description: "ours",
                labelConfig: Workshop.config,
                options: [:]
            )
            let tasks = (0..<2)
                .map { row -> JSONValue in
                    ["data": ["photo": "x", "title": .string("picture \(row)")]]
                }
            _ = try await shop.client.importTasks(project: project.id, tasks)
            let words = ["label", "link", "demo.stamps", "--project-id", "\(project.id)", "--key", "title"]
            let link = words + ["--media-import-method", "file"]
            let run = try FaultyRun(.killAfter, at: request, of: link, on: shop)
            isDone = run.requests <= request
            #expect(run.status == (isDone ? 0 : -9), "request \(request): \(run.errors)")
            let again = try CommandRun(link + ["--json"], in: shop)
            #expect(again.status == 0, "killed at request \(request): \(again.errors)")
            shop.table = try await shop.table.latest()
            try await compare(shop, "killed at request \(request)")
            #expect(try ProjectLink.all(of: shop.table).map(\.project) == [project.id])
            try await shop.client.deleteProject(project.id)
            request += 1
        }
        #expect(request > 8)
    }

    @Test(arguments: [true, false])
    func `An unlinking that is killed after any request is done when it is run again`(deletes: Bool) async throws {
        var (request, isDone) = (0, false)
        while !isDone {
            var shop = try await workshop(rows: 2)
            _ = try await shop.create()
            let project = try shop.project
            let unlink =
                ["label", "unlink", "demo.stamps", "--project", "ls_project_0", "--force"]
                + (deletes ? ["--delete-external-data"] : [])
            let run = try FaultyRun(.killAfter, at: request, of: unlink, on: shop)
            isDone = run.requests <= request
            #expect(run.status == (isDone ? 0 : -9), "request \(request): \(run.errors)")
            let again = try CommandRun(unlink + ["--ignore-errors"], in: shop)
            #expect(again.status == 0, "killed at request \(request): \(again.errors)")
            let table = try await shop.table.latest()
            #expect(try table.externalStores.isEmpty)
            #expect(!FileManager.default.fileExists(atPath: table.privateDirectory + "/label/ls_project_0"))
            if deletes {
                let error = await #expect(throws: LabelStudioError.self) { _ = try await shop.client.project(project) }
                #expect(error?.code == .notFound)
            } else {
                let left = try await shop.client.project(project)
                #expect(left.taskCount == 2 && ProjectMark(description: left.description) == nil)
                try await shop.client.deleteProject(project)
            }
            shop.table = table
            request += 1
        }
        #expect(request > 1)
    }
}
