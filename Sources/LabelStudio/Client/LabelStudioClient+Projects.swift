import Foundation
import JSON
import Lighttable

extension LabelStudioClient {
    /// The account the key belongs to; the way to find out whether the key is right.
    func whoAmI() async throws -> String {
        var request = HTTPRequest.get("api/current-user/whoami")
        request.timeout = 30
        let answer = try await json(request)
        guard let email = answer["email"]?.stringValue else { throw unexpectedAnswer("the account of the key") }
        return email
    }

    /// The server's release, known without a key.
    func version() async throws -> String {
        var request = HTTPRequest.get("api/version/")
        request.isAuthorized = false
        request.timeout = 30
        let answer = try await json(request)
        guard let release = answer["release"]?.stringValue else { throw unexpectedAnswer("its version") }
        return release
    }

    /// Asks the server's own validator about a label config.
    func validate(labelConfig: String) async throws {
        let request = HTTPRequest.send(.post, "api/projects/validate/", ["label_config": .string(labelConfig)])
        let response = try await response(to: request)
        guard !response.isSuccess else { return }
        guard response.status == 400 else { throw failure(response, for: request) }
        throw LabelStudioError(
            .invalidLabelConfig,
            "Label Studio refuses the label config: \(ErrorBody.message(response.body, status: response.status))"
        )
    }

    func createProject(
        title: String,
        description: String,
        labelConfig: String,
        options: JSONObject
    ) async throws -> RemoteProject {
        var body = options
        body["title"] = .string(title)
        body["description"] = .string(description)
        body["label_config"] = .string(labelConfig)
        guard let project = RemoteProject(try await json(.send(.post, "api/projects/", .object(body)))) else {
            throw unexpectedAnswer("the new project")
        }
        return project
    }

    func project(_ id: Int) async throws -> RemoteProject {
        guard
            let project = RemoteProject(try await json(.get("api/projects/\(id)/", ["include": RemoteProject.include])))
        else { throw unexpectedAnswer("a project") }
        return project
    }

    /// All projects, without their label configs.
    func projects() async throws -> [RemoteProject] {
        var projects: [RemoteProject] = []
        var page = 1
        while true {
            let answer = try await json(
                .get(
                    "api/projects/",
                    ["page": String(page), "page_size": "1000", "include": "id,title,description,task_number"]
                )
            )
            guard let results = answer["results"]?.arrayValue else { throw unexpectedAnswer("a list of projects") }
            projects += results.compactMap { RemoteProject($0) }
            guard answer["next"]?.isNull == false else { return projects }
            page += 1
        }
    }

    func setDescription(_ description: String, ofProject id: Int) async throws {
        _ = try await json(.send(.patch, "api/projects/\(id)/", ["description": .string(description)]))
    }

    func deleteProject(_ id: Int) async throws {
        _ = try await json(.send(.delete, "api/projects/\(id)/"))
    }
}
