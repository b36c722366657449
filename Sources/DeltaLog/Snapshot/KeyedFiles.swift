import HashTreeCollections

/// Files in the order in which they were added, found by key.
///
/// A copy shares all but what is changed afterwards: a commit costs as much as it changes, however many files there are.
struct KeyedFiles<File: KeyedFile>: Sendable, Equatable {
    private static var chunkSize: Int { 64 }

    /// The files in order, with holes where some were removed; all chunks but the last are full.
    private var chunks: [[File?]] = []
    private var positions = TreeDictionary<FileKey, Int>()
    /// Below this position there are only holes.
    private var front = 0

    subscript(key: FileKey) -> File? {
        positions[key].flatMap { chunks[$0 / Self.chunkSize][$0 % Self.chunkSize] }
    }

    var count: Int { positions.count }

    /// The files, collected anew each time.
    var files: [File] {
        var files: [File] = []
        files.reserveCapacity(count)
        for chunk in chunks { for case let file? in chunk { files.append(file) } }
        return files
    }

    /// Whether a file fulfils a condition.
    func contains(where condition: (File) -> Bool) -> Bool {
        chunks.contains { $0.contains { $0.map(condition) ?? false } }
    }

    /// Adds a file at the end, in place of any other with its key.
    mutating func append(_ file: File) {
        let last = chunks.count - 1
        if last < 0 || chunks[last].count == Self.chunkSize {
            chunks.append([file])
        } else {
            chunks[last].append(file)
        }
        let position = (chunks.count - 1) * Self.chunkSize + chunks[chunks.count - 1].count - 1
        if let former = positions.updateValue(position, forKey: file.key) { clear(former) }
    }

    mutating func remove(_ key: FileKey) {
        guard let position = positions.removeValue(forKey: key) else { return }
        clear(position)
        closeHoles()
    }

    /// Removes files from the front as long as they fulfil a condition.
    mutating func removeFirst(while condition: (File) -> Bool) {
        while count > 0 {
            if let file = chunks[front / Self.chunkSize][front % Self.chunkSize] {
                guard condition(file) else { return }
                remove(file.key)
            } else {
                front += 1
            }
        }
    }

    private mutating func clear(_ position: Int) {
        chunks[position / Self.chunkSize][position % Self.chunkSize] = nil
    }

    /// Moves the files together when most places are holes, which as many removals have paid for.
    private mutating func closeHoles() {
        guard chunks.count > 1, count < chunks.count * Self.chunkSize / 4 else { return }
        let kept = files
        self = KeyedFiles()
        for file in kept { append(file) }
    }

    static func == (left: KeyedFiles, right: KeyedFiles) -> Bool {
        left.count == right.count && left.files == right.files
    }
}
