/// Reads one kind of source and gives its rows to a target.
protocol SourceReader: Sendable {
    /// What errors call the source.
    var name: String { get }

    /// Whether bytes are written as text in which `\xHH` is a byte.
    var escapesBytes: Bool { get }

    /// Goes over the source and gives all its rows to a target.
    ///
    /// A reader that finds out late what type a column has calls ``ImportTarget/begin()`` and starts again: what it
    /// gave before is void then. What is wrong with single rows it gives along with them as ``RowFailure``s, so that
    /// they can be left out; what is wrong with the source as a whole it throws. It can be called more than once.
    ///
    /// - Parameters:
    ///   - request: What the caller wants.
    ///   - target: Takes the rows.
    ///   - progress: Is told after each block of rows.
    /// - Returns: The columns, as they were at the last pass.
    /// - Throws: A ``LighttableError`` about the source; what the target throws, which is to be passed on.
    func read(
        _ request: ImportRequest,
        into target: ImportTarget,
        progress: ImportProgress?
    ) async throws -> ReadOutcome

    /// The 1-based lines on which rows begin, by the rows' 0-based numbers; none for a source without lines.
    func lines(of rows: Set<Int>, _ request: ImportRequest) async throws -> [Int: Int]

    /// Failures with what the source calls the cells that they are about; as they are for a source without such names.
    func namingCells(of failures: [RowFailure]) async throws -> [RowFailure]
}

extension SourceReader {
    var escapesBytes: Bool { false }

    func lines(of rows: Set<Int>, _ request: ImportRequest) async throws -> [Int: Int] { [:] }

    func namingCells(of failures: [RowFailure]) async throws -> [RowFailure] { failures }
}

/// What a reader found in a source.
struct ReadOutcome: Sendable {
    /// The columns, in the order of the rows' cells.
    let columns: [SourceColumn]
    /// The primary key that the source itself tells, by the columns' names in it, where the caller names none.
    var primaryKey: [String] = []
    /// The description that the source itself tells, where the caller gives none.
    var comment = ""
    /// What the caller should know though nothing failed.
    var warnings: [String] = []
    /// How many rows the source has that could not be read as rows at all, and were left out.
    var unreadableRows: [RowFailure] = []
}
