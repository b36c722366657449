public import Foundation

/// One version in a table's history.
public struct HistoryEntry: Sendable, Equatable {
    /// The version.
    public let version: Int
    /// When it was made.
    public let timestamp: Date
    /// What was done, such as `IMPORT` or `SYNC`.
    public let operation: String
    /// The rows that came.
    public let rowsInserted: Int
    /// The rows that changed.
    public let rowsUpdated: Int
    /// The rows that went.
    public let rowsDeleted: Int
    /// The rows there are at this version.
    public let rows: Int
    /// The program that made it, when it says so.
    public let engine: String?
    /// What its author had to say.
    public let message: String?
}
