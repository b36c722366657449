import Foundation
import JSON

extension LabelStudioClient {
    /// Files and bytes in one upload; the server takes 100 files and 250 MB.
    static let maximumUploadFiles = 50
    static let maximumUploadBytes = 100_000_000

    /// Uploads files without making tasks, and answers their addresses by name.
    ///
    /// With several data fields the server stores the files and then answers with an error, so the list of stored
    /// files, not the answer, says what is there.
    func upload(_ files: [UploadFile], project: Int) async throws -> [String: String] {
        let boundary = "lighttable-\(UUID().uuidString)"
        var request = HTTPRequest(method: .post, path: "api/projects/\(project)/import?commit_to_project=false")
        request.contentType = "multipart/form-data; boundary=\(boundary)"
        request.body = try multipart(files, boundary: boundary)
        request.timeout = HTTPRequest.importTimeout
        let response = try await response(to: request)
        let ids = try? JSONValue(parsing: response.body)["file_upload_ids"]
        let stored = try await uploads(project: project, ids: ids)
        let addresses = Dictionary(
            uniqueKeysWithValues: files.compactMap { file in
                stored.first { $0.hasSuffix("-" + file.name) }.map { (file.name, $0) }
            }
        )
        guard addresses.count == files.count else { throw failure(response, for: request) }
        return addresses
    }

    /// The addresses of uploaded files, of all in the project without ids.
    func uploads(project: Int, ids: JSONValue? = nil) async throws -> [String] {
        let filter: KeyValuePairs = ids.map { ["ids": $0.text()] } ?? ["all": "true"]
        let list = try await json(.get("api/projects/\(project)/file-uploads", filter))
        return list.arrayValue?.compactMap { $0["file"]?.stringValue.map { "/data/" + $0 } } ?? []
    }

    private func multipart(_ files: [UploadFile], boundary: String) throws -> Data {
        var body = Data()
        for (index, file) in files.enumerated() {
            // A field name used twice would keep the last file only.
            let head =
                "--\(boundary)\r\nContent-Disposition: form-data; name=\"f\(index)\"; filename=\"\(file.name)\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n"
            body += Data(head.utf8)
            do {
                body += try Data(contentsOf: URL(filePath: file.path))
            } catch {
                throw LabelStudioError(.invalidMedia, "`\(file.path)` cannot be read: check the file", cause: error)
            }
            body += Data("\r\n".utf8)
        }
        return body + Data("--\(boundary)--\r\n".utf8)
    }

    /// Whether the server hands out local files at all; told by how it refuses one that does not exist.
    func servesLocalFiles() async throws -> Bool {
        let request = HTTPRequest.get("data/local-files/", ["d": "lighttable/no-such-file"])
        let response = try await response(to: request)
        switch response.status {
        case 403: return false
        case 401: throw failure(response, for: request)
        default: return true
        }
    }

    /// Paths of the directories the project shares.
    func localStorages(project: Int) async throws -> [String] {
        let list = try await json(.get("api/storages/localfiles/", ["project": String(project)]))
        return list.arrayValue?.compactMap { $0["path"]?.stringValue } ?? []
    }

    /// Lets the project show files in a directory on the server.
    func addLocalStorage(project: Int, path: String) async throws {
        let body: JSONValue = [
            "project": .int(project), "path": .string(path), "title": "Lighttable", "use_blob_urls": true,
        ]
        _ = try await json(.send(.post, "api/storages/localfiles/", body))
    }

    /// The buckets whose objects the project shows; the server keeps their keys to itself.
    func s3Storages(project: Int) async throws -> [S3Configuration] {
        let list = try await json(.get("api/storages/s3/", ["project": String(project)]))
        return list.arrayValue?.compactMap { S3Configuration($0) } ?? []
    }

    /// Lets the project show objects of a bucket; the server looks whether it can read it.
    func addS3Storage(project: Int, _ storage: S3Configuration) async throws {
        do {
            _ = try await json(.send(.post, "api/storages/s3/", storage.body(project: project)))
        } catch let error as LabelStudioError where [.refused, .serverFailure].contains(error.code) {
            throw LabelStudioError(
                .notConfigured,
                "the Label Studio server cannot read \(storage) (\(error.message)): check bucket, prefix, region, endpoint and keys",
                cause: error
            )
        }
    }
}
