/// What a transaction looked at before it decided what to write.
///
/// A commit of somebody else that changes any of it makes the decision stale: a conflict.
public enum ReadScope: Sendable {
    /// All rows.
    case wholeTable
    /// The rows of certain files; new files do not matter.
    case files(Set<FileKey>)
    /// Rows that can only be in files for which the function returns true, such as those whose bounds include a key.
    case matching(@Sendable (AddFile) -> Bool)

    /// Whether the scope covers a file of the snapshot that was read.
    func covers(existing file: AddFile) -> Bool {
        switch self {
        case .wholeTable: true
        case .files(let keys): keys.contains(file.key)
        case .matching(let matches): matches(file)
        }
    }

    /// Whether the scope would have covered a file, had it been there.
    func covers(new file: AddFile) -> Bool {
        switch self {
        case .wholeTable: true
        case .files: false
        case .matching(let matches): matches(file)
        }
    }
}
