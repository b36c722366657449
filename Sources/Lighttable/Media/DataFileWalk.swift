import Foundation

/// Finds the data files below folders of tables, through links too.
///
/// What cannot be looked at is an error: it may hold a table.
struct DataFileWalk {
    /// Folders of tables that hold no rows.
    private static let otherFolders: Set<String> = ["_delta_log", "_lighttable"]
    private static let magic = Array("PAR1".utf8)

    /// The paths of the files that were found.
    private(set) var files: [String] = []
    private var visited: Set<String> = []

    /// Looks through a folder; one that is not there has no files.
    ///
    /// - Throws: A ``LighttableError`` when a folder, link or file cannot be read.
    mutating func visit(_ folder: String) throws {
        let place = URL(filePath: folder).resolvingSymlinksInPath().path(percentEncoded: false)
        guard visited.insert(place).inserted else { return }
        for name in try names(in: folder) where !Self.otherFolders.contains(name) {
            let path = "\(folder)/\(name)"
            if let status = FileStatus(path) {
                if status.size >= Self.magic.count, try isParquet(path) { files.append(path) }
            } else if FileSystem.isDirectory(path) {
                try visit(path)
            } else if isLink(path) {
                throw unreadable(path, "what it links to is not there")
            }
        }
    }

    private func names(in folder: String) throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch let error as CocoaError where error.code == .fileReadNoSuchFile || error.code == .fileNoSuchFile {
            // There was none when it was looked for, even if somebody makes one now.
            return []
        } catch  where FileSystem.isDirectory(folder) {
            throw unreadable(folder, "\(error.localizedDescription)", cause: error)
        } catch {
            // It was moved or dropped meanwhile.
            return []
        }
    }

    /// Other engines may give data files any name.
    private func isParquet(_ path: String) throws -> Bool {
        do {
            return try FileSystem.start(of: path, Self.magic.count) == Self.magic
        } catch let error as LighttableError where FileSystem.exists(path) {
            throw unreadable(path, error.message, cause: error)
        } catch is LighttableError {
            return false
        }
    }

    private func isLink(_ path: String) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes?[.type] as? FileAttributeType == .typeSymbolicLink
    }

    private func unreadable(_ path: String, _ reason: String, cause: (any Error)? = nil) -> LighttableError {
        LighttableError(
            .inputOutput,
            "no media were removed, because \(path) cannot be looked into and may name some (\(reason)); "
                + "make it readable and collect again",
            at: .init(file: path),
            cause: cause
        )
    }
}
