/// Files in the order in which they were added, found by key.
struct KeyedFiles<File: KeyedFile>: Sendable, Equatable {
    /// The files; complete only when settled.
    private(set) var files: [File] = []
    private var positions: [FileKey: Int] = [:]
    private var vacated: Set<Int> = []

    subscript(key: FileKey) -> File? {
        positions[key].map { files[$0] }
    }

    /// Adds a file at the end, in place of any other with its key.
    mutating func append(_ file: File) {
        if let position = positions.updateValue(files.count, forKey: file.key) { vacated.insert(position) }
        files.append(file)
    }

    mutating func remove(_ key: FileKey) {
        if let position = positions.removeValue(forKey: key) { vacated.insert(position) }
    }

    /// Closes the holes that removals left; done once per replay, since it goes over all files.
    mutating func settle() {
        guard !vacated.isEmpty else { return }
        files = files.enumerated().filter { !vacated.contains($0.offset) }.map(\.element)
        vacated = []
        positions = Dictionary(uniqueKeysWithValues: files.enumerated().map { ($0.element.key, $0.offset) })
    }

    static func == (left: KeyedFiles, right: KeyedFiles) -> Bool {
        left.files == right.files
    }
}
