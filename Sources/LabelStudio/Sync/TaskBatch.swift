import Foundation

/// Rows on their way to become tasks in one request.
struct TaskBatch {
    private static let maximumTasks = 1000
    private static let maximumBytes = 16_000_000

    private(set) var drafts: [TaskDraft] = []
    /// What the server has to share for them.
    var directories = StorageDirectories()
    /// What has to be in the project's bucket for them.
    var published: Set<String> = []
    private var bytes = 0
    private var uploads = 0
    private var uploadBytes = 0

    /// A request with many tasks is cheap for each, but costs more when it has to be repeated.
    var isFull: Bool {
        drafts.count >= Self.maximumTasks || bytes >= Self.maximumBytes
            || uploads >= LabelStudioClient.maximumUploadFiles || uploadBytes >= LabelStudioClient.maximumUploadBytes
    }

    mutating func append(_ draft: TaskDraft) {
        drafts.append(draft)
        bytes += draft.size
        uploads += draft.uploads.count
        uploadBytes += draft.uploads.reduce(0) { $0 + Self.size(of: $1) }
    }

    private static func size(of path: String) -> Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.size] as? NSNumber)?.intValue ?? 0
    }
}
