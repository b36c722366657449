/// What the files of a folder of media are.
enum FolderMedium: String, Sendable, CaseIterable {
    case image
    case audio
    case video
    case pdf

    /// The type of their column, which is named after them.
    var type: ColumnType {
        switch self {
        case .image: .image
        case .audio: .audio
        case .video: .video
        case .pdf: .document
        }
    }

    /// What a file is taken for when nobody says it: sound and moving pictures come in the same containers.
    static func usual(of name: String) -> FolderMedium? {
        let isSound = [".ogg", ".oga", ".opus", ".mka", ".wma"].contains(where: name.lowercased().hasSuffix)
        return isSound ? .audio : [.image, .video, .audio, .pdf].first { $0.includes(name) }
    }

    private var kind: MediaFormat.Kinds {
        switch self {
        case .image: .image
        case .audio: .audio
        case .video: .video
        case .pdf: .document
        }
    }

    /// Whether a file is one, by its name.
    func includes(_ name: String) -> Bool {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return false }
        let fileExtension = name[name.index(after: dot)...].lowercased()
        if self == .pdf { return fileExtension == "pdf" }
        return MediaFormat.named(fileExtension).map { !$0.kinds.isDisjoint(with: kind) } ?? false
    }
}
