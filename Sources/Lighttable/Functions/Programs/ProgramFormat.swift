/// How rows go to a program, and results come back.
enum ProgramFormat: String, Sendable, CaseIterable {
    /// A line of JSON for each row.
    case json
    /// Record batches of an Arrow IPC stream.
    case arrow
}
