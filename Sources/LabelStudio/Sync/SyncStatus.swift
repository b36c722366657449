public import Lighttable

/// What a sync did.
public struct SyncStatus: Sendable {
    /// Tasks made.
    public var externalRowsCreated = 0
    /// Tasks brought up to date.
    public var externalRowsUpdated = 0
    /// Tasks deleted.
    public var externalRowsDeleted = 0
    /// Rows whose annotations changed.
    public var rowsUpdated = 0
    /// Rows that were not sent because what they would show is null.
    public var rowsSkipped = 0
    /// Rows that could not be sent.
    public var numExceptions = 0
    /// The table at the version the sync ended with.
    public var table: Table
    /// Why rows could not be sent; at most ``maximumMessages`` of them.
    public var exceptions: [String] = []
    /// What went well but should be known.
    public var warnings: [String] = []

    /// How many messages are kept.
    public static let maximumMessages = 100

    init(table: Table) { self.table = table }

    mutating func addException(_ message: String) {
        numExceptions += 1
        if exceptions.count < Self.maximumMessages { exceptions.append(message) }
    }

    /// Adds the changes of an attempt before this one, which looked at all its rows again.
    mutating func addChanges(of earlier: SyncStatus) {
        externalRowsCreated += earlier.externalRowsCreated
        externalRowsUpdated += earlier.externalRowsUpdated
        externalRowsDeleted += earlier.externalRowsDeleted
        rowsUpdated += earlier.rowsUpdated
        warnings = earlier.warnings.filter { !warnings.contains($0) } + warnings
    }

    /// Adds what another sync of the same table did afterwards.
    mutating func add(_ other: SyncStatus) {
        externalRowsCreated += other.externalRowsCreated
        externalRowsUpdated += other.externalRowsUpdated
        externalRowsDeleted += other.externalRowsDeleted
        rowsUpdated += other.rowsUpdated
        rowsSkipped += other.rowsSkipped
        numExceptions += other.numExceptions
        exceptions = Array((exceptions + other.exceptions).prefix(Self.maximumMessages))
        warnings += other.warnings
        table = other.table
    }
}
