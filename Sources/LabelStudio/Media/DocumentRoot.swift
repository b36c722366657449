import Foundation

/// The server's directory for local files, and how files below it are addressed.
struct DocumentRoot: Sendable, Hashable {
    static let variable = "LABEL_STUDIO_LOCAL_FILES_DOCUMENT_ROOT"
    static let servingVariable = "LABEL_STUDIO_LOCAL_FILES_SERVING_ENABLED"

    let path: String

    init(_ path: String) throws {
        guard path.hasPrefix("/") else {
            throw LabelStudioError(
                .notConfigured,
                "the document root `\(path)` is not a full path: correct \(Self.variable)"
            )
        }
        self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    /// The path below the root.
    func relative(_ file: String) throws -> String {
        let prefix = path == "/" ? "/" : path + "/"
        if file.hasPrefix(prefix) { return String(file.dropFirst(prefix.count)) }
        // The table may name a file through another link than the server does.
        let resolved = URL(filePath: file).resolvingSymlinksInPath().path(percentEncoded: false)
        let root = URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
        let resolvedPrefix = root.hasSuffix("/") ? root : root + "/"
        if resolved.hasPrefix(resolvedPrefix) { return String(resolved.dropFirst(resolvedPrefix.count)) }
        throw LabelStudioError(
            .invalidMedia,
            "`\(file)` is not below Label Studio's document root \(path): move it there, or start the server with "
                + "\(Self.settings(root: Self.parent(of: file)))"
        )
    }

    /// What a task's data says for a file.
    static func address(relative path: String) -> String {
        "/data/local-files/?d=" + PercentEncoding.encode(path, keeping: "/")
    }

    /// The environment the server has to be started with.
    static func settings(root: String) -> String {
        "\(servingVariable)=true \(variable)=\(root)"
    }

    /// The directory above the one that holds the file: the server shares subdirectories of the root only.
    static func parent(of file: String) -> String {
        let directory = (file as NSString).deletingLastPathComponent
        return (directory as NSString).deletingLastPathComponent
    }
}

extension DocumentRoot {
    /// The error when media are to travel as files but nobody said where the server looks for them.
    static func unknown(for file: String) -> LabelStudioError {
        LabelStudioError(
            .notConfigured,
            "the media import method file needs Label Studio's document root: start the server with "
                + "\(settings(root: parent(of: file))), and set \(variable) here too, or `document_root` under "
                + "[label-studio] in config.toml"
        )
    }
}
