import Foundation

/// The place of a table that is about to be made.
struct NewTable {
    let name: TableName
    private let store: Store
    private let path: String
    private let replaces: Bool
    /// Whether the table exists and stays as it is.
    let isKept: Bool

    /// Checks that the place is free, or that what is there may be kept or replaced.
    ///
    /// - Throws: A ``LighttableError`` of code `invalidName` or `alreadyExists`.
    init(_ text: String, in store: Store, ifExists: ImportOptions.ExistingTable) throws {
        self.store = store
        name = try Self.name(text)
        path = store.path(of: name)
        try store.checkParents(of: name)
        let exists = Store.isTable(path)
        isKept = exists && ifExists == .ignore
        replaces = exists && ifExists == .replace
        guard !exists || ifExists != .error else {
            throw LighttableError(
                .alreadyExists,
                "table '\(name)' exists; choose another name, or keep or replace it (--if-exists ignore or replace)",
                at: .init(table: name.description)
            )
        }
        guard exists || !FileSystem.exists(path) else {
            throw LighttableError(
                .alreadyExists,
                "'\(name)' is a directory of tables; choose another name",
                at: .init(table: name.description)
            )
        }
    }

    /// Lets a body fill a hidden folder, and gives it the table's place when all went well.
    ///
    /// - Throws: What the body throws, when nothing has changed; code `alreadyExists` when somebody else was faster.
    func make<Outcome>(_ body: (String) async throws -> Outcome) async throws -> Outcome {
        if replaces { try await store.checkNotShown(name, path, remedy: "") }
        do {
            return try await StagingFolder.fill(path, replacing: replaces, taken: taken, body)
        } catch let error as LighttableError {
            throw error.about(table: name.description)
        }
    }

    private var taken: LighttableError {
        LighttableError(
            .alreadyExists,
            "somebody else made table '\(name)' just now; choose another name",
            at: .init(table: name.description)
        )
    }

    private static func name(_ text: String) throws -> TableName {
        let reference = try TableReference(text)
        guard case .name(let name) = reference.place, reference.point == nil else {
            let reason = reference.point == nil ? "is a path" : "names an old version"
            throw LighttableError(
                .invalidName,
                "'\(text)' \(reason); a new table needs a name in the store, such as demo.films",
                at: .init(table: text)
            )
        }
        return name
    }
}
