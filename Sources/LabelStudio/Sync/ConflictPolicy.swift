/// Whose annotations stay when a row's were edited in the table, and changed on the server since the last sync.
public enum ConflictPolicy: String, Sendable, Hashable, CaseIterable {
    /// The server's take the place of the edited ones, and a warning names the rows; older versions have what was edited.
    case serverWins
    /// The edited ones stay until they are edited again, and a warning names the rows.
    case localWins
    /// Nothing is brought back, and an error names the rows.
    case error
}
