public import Foundation

/// Changes to a table that become one version or nothing.
///
/// ```swift
/// var transaction = Transaction(on: snapshot, info: CommitInfo(operation: "WRITE", engineInfo: "my-app/1.0"))
/// transaction.add(.add(file))
/// let committed = try await transaction.commit(to: store)
/// ```
///
/// Say with ``read(_:)`` what the changes depend on. A transaction that read nothing and only adds files is a blind
/// append and never conflicts with other writers of rows.
public struct Transaction: Sendable {
    /// The version the changes start from; `nil` for a new table.
    public let base: Snapshot?
    /// What the history will say.
    public var info: CommitInfo
    /// What tells the time of the commit.
    public var clock: @Sendable () -> Date = { Date() }
    /// The changes, in order.
    public private(set) var actions: [Action] = []
    /// What the changes depend on.
    public private(set) var reads: [ReadScope] = []

    /// Starts a change of a table.
    public init(on base: Snapshot, info: CommitInfo) {
        self.base = base
        self.info = info
    }

    /// Starts a new table.
    ///
    /// - Parameters:
    ///   - metadata: name, schema and settings
    ///   - protocol: by default the lowest one that can hold the schema
    ///   - info: what the history will say
    /// - Throws: ``DeltaError`` when the schema is not valid.
    public init(creating metadata: Metadata, protocol: ProtocolAction? = nil, info: CommitInfo) throws {
        self.base = nil
        self.info = info
        self.actions = [
            .protocol(try `protocol` ?? ProtocolAction(for: metadata.schema)), .metaData(metadata),
        ]
    }

    /// Adds a change.
    public mutating func add(_ action: Action) {
        actions.append(action)
    }

    /// Adds changes.
    public mutating func add(contentsOf actions: some Sequence<Action>) {
        self.actions.append(contentsOf: actions)
    }

    /// Notes what the changes depend on.
    public mutating func read(_ scope: ReadScope) {
        reads.append(scope)
    }

    /// Whether the transaction only adds rows, whatever the table holds.
    public var isBlindAppend: Bool {
        isBlindAppend(actions)
    }

    /// Whether the transaction would be a blind append with these actions.
    func isBlindAppend(_ actions: [Action]) -> Bool {
        guard base != nil, reads.isEmpty else { return false }
        var addsFile = false
        for action in actions {
            switch action {
            case .add: addsFile = true
            case .txn: continue
            case .remove, .protocol, .metaData, .commitInfo, .domainMetadata: return false
            }
        }
        return addsFile
    }
}
