/// What a repair of a table did.
public struct RepairReport: Sendable {
    /// The table after it.
    public let table: Table
    /// How many rows went because a later one has their primary key.
    public var rowsDeleted = 0
    /// How many rows got an id.
    public var rowsIdentified = 0
    /// The required columns that may be null now.
    public var columnsMadeNullable: [String] = []
    /// The missing data files that were taken out of the table.
    public var filesRemoved: [String] = []
    /// How many rows those files had, as far as the log says.
    public var rowsLost = 0
    /// What only its owner can put right, at most ``CheckReport/limit`` of each kind.
    public var remaining: [Problem] = []

    /// Whether the table is at a new version.
    public var changesAnything: Bool {
        rowsDeleted > 0 || rowsIdentified > 0 || !columnsMadeNullable.isEmpty || !filesRemoved.isEmpty
    }
}
