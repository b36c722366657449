import Foundation
import HTTP
import JSON
import Lighttable

/// Asks the Hub's HTTP API (https://huggingface.co/docs/hub/api).
struct HubClient: Sendable {
    /// The branch in which the Hub keeps datasets of any kind as Parquet.
    static let converted = "refs/convert/parquet"

    let options: RemoteOptions
    private let client: HTTPClient

    init(options: RemoteOptions) {
        self.options = options
        client = HTTPClient(options: options)
    }

    /// What a branch or tag stands for, and what the dataset's card says.
    func revision(_ name: String, of id: String) async throws -> (commit: String, card: JSONValue?) {
        let place = "/api/datasets/\(id)/revision/\(Self.escaped(name, "/"))"
        let answer = try await json(try target(place, id, name)).0
        guard let commit = answer["sha"]?.stringValue, commit.allSatisfy({ $0.isHexDigit }) else {
            throw Self.strange(id)
        }
        return (commit, answer["cardData"])
    }

    /// All files of a commit.
    func files(of id: String, commit: String) async throws -> [HubFile] {
        var files: [HubFile] = []
        var next: HTTPTarget? = try target("/api/datasets/\(id)/tree/\(commit)?recursive=true", id, commit)
        while let current = next {
            let (answer, head) = try await json(current)
            guard let entries = answer.arrayValue else { throw Self.strange(id) }
            files += entries.compactMap(HubFile.init)
            next = try Self.nextPage(head).map { try pageTarget($0, id, commit) }
        }
        return files
    }

    /// Downloads a file, going on where an earlier attempt broke off.
    func download(_ file: HubFile, of id: String, commit: String, to path: String, progress: FetchProgress?)
        async throws
    {
        let partial = "\(path).incomplete"
        let tagPath = "\(partial).tag"
        let validator = try? String(contentsOfFile: tagPath, encoding: .utf8)
        let place = "/datasets/\(id)/resolve/\(commit)/\(Self.escaped(file.path))"
        let target = try target(place, id, commit)
        let plan = DownloadPlan(path: partial, validator: validator, progress: progress)
        let download = try HTTPDownload(plan, of: target.name)
        do {
            _ = try await download.run(target, client)
        } catch {
            try? download.validator?.write(toFile: tagPath, atomically: true, encoding: .utf8)
            throw error
        }
        try? FileManager.default.removeItem(atPath: tagPath)
        guard download.received == file.size else {
            try? FileManager.default.removeItem(atPath: partial)
            throw LighttableError(
                .inputOutput,
                "\(file.path) has \(download.received) bytes instead of \(file.size); try again",
                at: .init(file: id)
            )
        }
        try FileManager.default.moveItem(atPath: partial, toPath: path)
    }

    private func json(_ target: HTTPTarget) async throws -> (JSONValue, HTTPHead) {
        let (data, head) = try await client.data(target)
        guard let json = try? JSONValue(parsing: String(decoding: data, as: UTF8.self)) else {
            throw Self.strange(target.name)
        }
        return (json, head)
    }

    private func target(_ place: String, _ id: String, _ revision: String) throws -> HTTPTarget {
        var target = try HTTPTarget(
            options.hubEndpoint + place,
            authorization: options.hubToken.map { "Bearer \($0)" }
        )
        let (endpoint, hasToken) = (options.hubEndpoint, options.hubToken != nil)
        target.explain = { HubFailure.error($0, id, revision, endpoint: endpoint, hasToken: hasToken) }
        return target
    }

    /// The token is for the Hub only.
    private func pageTarget(_ address: String, _ id: String, _ revision: String) throws -> HTTPTarget {
        let isHub = address.hasPrefix(options.hubEndpoint + "/")
        guard isHub else { throw Self.strange(id) }
        return try target(String(address.dropFirst(options.hubEndpoint.count)), id, revision)
    }

    /// The address in `Link: <…>; rel="next"`.
    private static func nextPage(_ head: HTTPHead) -> String? {
        head["link"]?.split(separator: ",").first { $0.contains("rel=\"next\"") }
            .flatMap { $0.split(separator: "<").last?.split(separator: ">").first.map(String.init) }
    }

    private static func escaped(_ text: String, _ alsoEscaped: String = "") -> String {
        let plain = CharacterSet.alphanumerics.union(CharacterSet(charactersIn: "-._~/"))
            .subtracting(CharacterSet(charactersIn: alsoEscaped))
        return text.addingPercentEncoding(withAllowedCharacters: plain) ?? text
    }

    private static func strange(_ name: String) -> LighttableError {
        LighttableError(
            .inputOutput,
            "the server does not answer like the Hugging Face Hub; check HF_ENDPOINT and the proxy",
            at: .init(file: name)
        )
    }
}
