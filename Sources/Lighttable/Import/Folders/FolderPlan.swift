/// What there is in a folder of media.
struct FolderPlan: Sendable {
    static let metadataNames: Set<String> = ["metadata.csv", "metadata.jsonl", "metadata.parquet"]

    /// The splits, in order; `nil` for a folder without.
    private(set) var splits: [String?] = []
    /// The metadata files, by their paths below the folder.
    private(set) var metadata: [String] = []
    /// Whether folders' names are labels.
    private(set) var hasLabels = false
    /// How many media files there are.
    private(set) var fileCount = 0
    /// How many of them are in none of the splits that the others are in.
    private(set) var strayCount = 0

    /// Looks through a folder.
    init(_ folder: String, _ medium: FolderMedium, _ options: FolderOptions) {
        var (found, metadataFound): (Set<String?>, Set<String?>) = ([], [])
        var (labels, depths): (Set<Substring>, Set<Int>) = ([], [])
        var counts: [String?: Int] = [:]
        for path in FolderWalk(folder) {
            let parts = path.split(separator: "/")
            let split = SplitName.ofFolder(path)
            if medium.includes(path) {
                found.insert(split)
                counts[split, default: 0] += 1
                depths.insert(parts.count)
                if parts.count > 1 { labels.insert(parts[parts.count - 2]) }
            } else if !options.dropMetadata, let name = parts.last, Self.metadataNames.contains(String(name)) {
                metadata.append(path)
                metadataFound.insert(split)
            }
        }
        let seen = metadata.isEmpty ? found : metadataFound
        splits = SplitName.usual.filter { seen.contains($0) }
        if splits.isEmpty { splits = [nil] }
        fileCount = counts.values.reduce(0, +)
        if splits != [nil], metadata.isEmpty { strayCount = counts[nil] ?? 0 }
        let isLabelled = options.dropLabels.map { !$0 } ?? (labels.count > 1 && depths.count == 1)
        hasLabels = isLabelled && metadata.isEmpty
    }
}
