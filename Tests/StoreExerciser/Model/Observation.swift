/// What somebody read from a table at one version.
struct Observation: Codable, Hashable, Sendable {
    struct Row: Codable, Hashable, Sendable {
        /// The row id; absent where the reader does not know it.
        var id: Int?
        var cells: Cells
    }

    var version: Int
    var columns: [String]
    var rows: [Row]
}
