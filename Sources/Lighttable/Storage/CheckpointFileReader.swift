import Columnar
import DeltaLog
import Foundation

/// Reads the checkpoints of a log folder: classic ones, in one file or in parts, and those with sidecars.
struct CheckpointFileReader: CheckpointReader {
    /// The `_delta_log` folder.
    let directory: String

    func actions(of checkpoint: Checkpoint) async throws -> [Action] {
        try await contents(of: checkpoint).actions
    }

    func contents(of checkpoint: Checkpoint) async throws -> CheckpointContents {
        var contents = CheckpointContents()
        for file in checkpoint.files { try await read("\(directory)/\(file.name)", into: &contents) }
        var rest = CheckpointContents()
        for sidecar in contents.sidecars { try await read(path(ofSidecar: sidecar), into: &rest) }
        contents.merge(rest)
        return contents
    }

    private func read(_ path: String, into contents: inout CheckpointContents) async throws {
        if path.hasSuffix(".json") {
            return try contents.append(json: try Data(contentsOf: URL(filePath: path)), file: path)
        }
        for try await batch in try ParquetFile.batches(at: path) { try contents.append(batch) }
    }

    private func path(ofSidecar name: String) -> String {
        if name.hasPrefix("file:"), let url = URL(string: name) { return url.path(percentEncoded: false) }
        return name.hasPrefix("/") ? name : "\(directory)/_sidecars/\(name)"
    }
}
