import Foundation
import JSON

extension LabelStudioClient {
    static let pageSize = 500

    /// One page of tasks in the order of their ids, or newest change first.
    func tasks(
        project: Int,
        filters: [TaskFilter],
        detail: TaskRecord.Detail,
        newestFirst: Bool = false,
        limit: Int = pageSize
    ) async throws -> (tasks: [TaskRecord], total: Int) {
        let query: JSONValue = [
            "filters": ["conjunction": "and", "items": .array(filters.map(\.json))],
            "ordering": [newestFirst ? "-tasks:updated_at" : "tasks:id"],
        ]
        let answer = try await json(
            .get(
                "api/tasks/",
                [
                    "project": String(project), "page": "1", "page_size": String(limit), "fields": "all",
                    "resolve_uri": "false", "include": detail.include, "query": query.text(),
                ]
            )
        )
        guard let tasks = answer["tasks"]?.arrayValue, let total = answer["total"]?.intValue else {
            throw unexpectedAnswer("a list of tasks")
        }
        return (tasks.compactMap { TaskRecord($0) }, total)
    }

    /// All tasks that meet the filters, a page at a time.
    ///
    /// Each page starts after the last id of the one before: page numbers would skip tasks when some are deleted or
    /// change while we read.
    func forEachTask(
        project: Int,
        filters: [TaskFilter],
        detail: TaskRecord.Detail,
        _ body: (_ page: [TaskRecord], _ remaining: Int) async throws -> Void
    ) async throws {
        var last = 0
        while true {
            let page = try await tasks(project: project, filters: filters + [.idAbove(last)], detail: detail)
            guard let end = page.tasks.last?.id else { return }
            try await body(page.tasks, page.total)
            guard page.total > page.tasks.count else { return }
            last = end
        }
    }

    /// How many tasks meet the filters.
    func taskCount(project: Int, filters: [TaskFilter]) async throws -> Int {
        try await tasks(project: project, filters: filters, detail: .identity, limit: 1).total
    }

    /// Makes tasks, all of them or none, and answers their ids in order.
    ///
    /// When this times out the server may still make them: look before sending again.
    func importTasks(project: Int, _ tasks: [JSONValue]) async throws -> [Int] {
        guard !tasks.isEmpty else { return [] }
        var request = HTTPRequest.send(.post, "api/projects/\(project)/import?return_task_ids=true", .array(tasks))
        request.timeout = HTTPRequest.importTimeout
        let answer = try await json(request)
        guard let ids = answer["task_ids"]?.arrayValue?.compactMap(\.intValue), ids.count == tasks.count else {
            throw unexpectedAnswer("the ids of new tasks")
        }
        return ids
    }

    /// Replaces a task's data and meta.
    func updateTask(_ id: Int, data: JSONValue, meta: JSONValue) async throws {
        // Any other kind of data would make the task unreadable for good.
        guard data.objectValue != nil, meta.objectValue != nil else { throw unexpectedAnswer("an object") }
        _ = try await json(.send(.patch, "api/tasks/\(id)/", ["data": data, "meta": meta]))
    }

    /// Replaces a task's meta.
    func setMeta(_ meta: JSONValue, ofTask id: Int) async throws {
        guard meta.objectValue != nil else { throw unexpectedAnswer("an object") }
        _ = try await json(.send(.patch, "api/tasks/\(id)/", ["meta": meta]))
    }

    /// Deletes tasks.
    ///
    /// An empty list is never sent: the server would delete every task of the project.
    func deleteTasks(project: Int, ids: [Int]) async throws {
        guard !ids.isEmpty else { return }
        let body: JSONValue = ["selectedItems": ["all": false, "included": .array(ids.map { .int($0) })]]
        _ = try await json(.send(.post, "api/dm/actions/?project=\(project)&id=delete_tasks", body))
    }

    func unexpectedAnswer(_ expected: String) -> LabelStudioError {
        LabelStudioError(
            .serverFailure,
            "\(server.url) did not answer with \(expected): check its version (1.23 works)"
        )
    }
}
