import Columnar
import Synchronization

/// The removals of a checkpoint: many, and seldom asked for, so that they stay in their columns until they are.
final class CheckpointRemovals: Sendable {
    private let column: ColumnVector
    private let decoded = Mutex<[RemoveFile]?>(nil)

    /// Takes the `remove` column; `nil` when its rows may turn out to be damaged, and have to be read at once.
    init?(_ column: ColumnVector) {
        guard CheckpointFiles(column).areAllSound else { return nil }
        self.column = column
    }

    /// The files removed.
    var files: [RemoveFile] {
        decoded.withLock { decoded in
            if let decoded { return decoded }
            let files = CheckpointFiles(column)
            let removals = files.rows.compactMap { try? RemoveFile(files, $0) }
            decoded = removals
            return removals
        }
    }
}
