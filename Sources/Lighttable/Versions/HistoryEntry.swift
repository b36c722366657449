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
    /// Who made it, when the program says so.
    public var user: String?
    /// What became of the columns, such as `+note Json`, `-title` or `year Int -> Float`.
    public var schemaChanges: [String] = []
    /// The version that it brought back.
    public var restoredVersion: Int?
    /// Whether only the files were put in order: no row, column or setting differs from the version before.
    public var isMaintenance = false
    /// The tags that name it.
    public var tags: [String] = []
}
