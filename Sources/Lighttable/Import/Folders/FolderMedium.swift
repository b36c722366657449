/// What the files of a folder of media are.
enum FolderMedium: String, Sendable, CaseIterable {
    case image
    case audio
    case video

    /// The type of their column, which is named after them.
    var type: ColumnType {
        switch self {
        case .image: .image
        case .audio: .audio
        case .video: .video
        }
    }

    private var kind: MediaFormat.Kinds {
        switch self {
        case .image: .image
        case .audio: .audio
        case .video: .video
        }
    }

    /// Whether a file is one, by its name.
    func includes(_ name: String) -> Bool {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return false }
        return MediaFormat.named(String(name[name.index(after: dot)...])).map { !$0.kinds.isDisjoint(with: kind) }
            ?? false
    }
}
