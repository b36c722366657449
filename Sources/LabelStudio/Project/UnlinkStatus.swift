public import Lighttable

/// What unlinking did.
public struct UnlinkStatus: Sendable {
    /// The table without the links.
    public internal(set) var table: Table
    /// The names of the links that are gone.
    public internal(set) var unlinked: [String] = []
    /// The numbers of the projects that were deleted.
    public internal(set) var deletedProjects: [Int] = []
    /// What did not work but does not matter to the table.
    public internal(set) var warnings: [String] = []
}
