extension Snapshot {
    /// The files that this version and the versions that some commits made of it need.
    ///
    /// - Parameter commits: the commits right after this version, in order
    /// - Returns: the paths below the table's folder, decoded; those of deletion vectors included
    public func neededPaths(through commits: [CommitRecord] = []) -> Set<String> {
        var paths: Set<String> = []
        for file in files { paths.formUnion(file.paths) }
        for commit in commits {
            for case .add(let file) in commit.actions { paths.formUnion(file.paths) }
        }
        return paths
    }
}

extension AddFile {
    /// The paths of the file and of the file with its deletion vector.
    public var paths: [String] {
        [path] + (deletionVector?.filePath.map { [$0] } ?? [])
    }
}
