import Foundation

/// The local file that a media cell names.
enum LocalMedium {
    /// The path of a URI's file.
    ///
    /// - Throws: A ``LighttableError`` that names the column when it is no local file.
    static func path(
        of uri: String,
        in column: String,
        _ purpose: String,
        _ fetched: FetchedMedia?
    ) throws -> String {
        if let path = fetched?.path(of: uri) { return path }
        guard uri.hasPrefix("file:"), let url = URL(string: uri) else {
            throw LighttableError(
                .unsupported,
                "column '\(column)': '\(uri)' is not a local file, and only those can be \(purpose); "
                    + "keep URIs (--media reference)",
                at: .init(column: column)
            )
        }
        return url.path(percentEncoded: false)
    }

    /// The path and the contents of a URI's file.
    ///
    /// - Throws: A ``LighttableError`` that names column and file.
    static func contents(
        of uri: String,
        in column: String,
        _ fetched: FetchedMedia?
    ) throws -> (path: String, bytes: Data) {
        let path = try path(of: uri, in: column, "embedded", fetched)
        do {
            return (path, try FileSystem.read(path))
        } catch {
            throw failure(uri, path, column, error)
        }
    }

    static func failure(_ uri: String, _ path: String, _ column: String, _ cause: any Error) -> LighttableError {
        LighttableError(
            FileSystem.exists(path) ? .inputOutput : .fileNotFound,
            "column '\(column)': cannot read '\(uri)'; put the file back or keep URIs (--media reference)",
            at: .init(column: column, file: path),
            cause: cause
        )
    }
}
