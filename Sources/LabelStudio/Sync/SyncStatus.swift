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
    /// How much did not work: rows that could not be sent, or only without a part of them.
    public var numExceptions = 0
    /// The table at the version the sync ended with.
    public var table: Table
    /// Why rows could not be sent; at most ``maximumMessages`` of them.
    public var exceptions: [String] = []
    /// What went well but should be known.
    public var warnings: [String] = []
    /// Which rows and tasks the counts are of; at most ``maximumChanges`` of them.
    public var changes: [SyncChange] = []

    /// How many messages are kept.
    public static let maximumMessages = 100
    /// How many changes are kept.
    public static let maximumChanges = 10_000

    init(table: Table) { self.table = table }

    mutating func addException(_ message: String) {
        numExceptions += 1
        if exceptions.count < Self.maximumMessages { exceptions.append(message) }
    }

    /// Counts a change.
    mutating func count(_ action: SyncChange.Action, row: RowID?, task: Int?) {
        switch action {
        case .create: externalRowsCreated += 1
        case .update: externalRowsUpdated += 1
        case .delete: externalRowsDeleted += 1
        case .annotate: rowsUpdated += 1
        case .skip: rowsSkipped += 1
        }
        if changes.count < Self.maximumChanges { changes.append(SyncChange(action: action, row: row, task: task)) }
    }

    /// Adds the changes of an attempt before this one, which looked at all its rows again.
    mutating func addChanges(of earlier: SyncStatus) {
        addCounts(of: earlier)
        warnings = earlier.warnings.filter { !warnings.contains($0) } + warnings
        let made = earlier.changes.filter { $0.action != .skip }
        changes = Array((made + changes).prefix(Self.maximumChanges))
    }

    /// Adds what another sync of the same table did afterwards.
    mutating func add(_ other: SyncStatus) {
        addCounts(of: other)
        rowsSkipped += other.rowsSkipped
        numExceptions += other.numExceptions
        exceptions = Array((exceptions + other.exceptions).prefix(Self.maximumMessages))
        warnings += other.warnings
        changes = Array((changes + other.changes).prefix(Self.maximumChanges))
        table = other.table
    }

    private mutating func addCounts(of other: SyncStatus) {
        externalRowsCreated += other.externalRowsCreated
        externalRowsUpdated += other.externalRowsUpdated
        externalRowsDeleted += other.externalRowsDeleted
        rowsUpdated += other.rowsUpdated
    }
}
