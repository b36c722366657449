import DeltaLog

extension TableSettings {
    /// What a view shows of which table.
    static let view = "view"
}

extension Table {
    /// What this table shows of another; `nil` for a table that is no view.
    public var view: ViewDefinition? { setting(TableSettings.view).flatMap { ViewDefinition($0) } }

    /// The version of its base that a view shows; `nil` for a table that is no view.
    public var baseVersion: Int? { view == nil ? nil : transactions[ViewRefresh.application] }

    /// Refuses values for a column that follows a view's base.
    func refuseOfBase(_ column: String) throws {
        guard let view, view.columns.contains(where: { $0.name == column }) else { return }
        throw LighttableError(
            .unsupported,
            "column '\(column)' of the view '\(name)' follows '\(view.base)'; change it there, or give the view columns of its own",
            at: .init(table: name, column: column)
        )
    }

    /// Checks that rows can be inserted.
    func requireInsertable() throws {
        try requireRowsWritable()
        try refuseRows(for: "INSERT")
    }

    /// Refuses rows that come to a view, or go, other than with its base.
    func refuseRows(for operation: String) throws {
        guard !["UPDATE", "RECOMPUTE"].contains(operation) else { return }
        try refuseView(to: "whose rows come and go with it")
    }

    /// Gives the base of a view the cells that are its own; the rows have the same ids there.
    ///
    /// - Returns: `nil` when there are none.
    func passingOn(_ edits: TableEdits) async throws -> UpdateResult? {
        guard let view, let store else { return nil }
        let edited = edits.values.values.reduce(into: Set()) { $0.formUnion($1.keys) }
        guard view.columns.contains(where: { edited.contains($0.name) }), let base = try await store.base(of: view)
        else { return nil }
        let names = try view.baseNames(of: edited, in: base)
        var (own, passed) = (edits, TableEdits(operation: edits.operation, message: edits.message))
        own.values = Self.cells(edits.values) { names[$0] == nil ? $0 : nil }
        passed.values = Self.cells(edits.values) { names[$0] }
        guard !passed.isEmpty else { return nil }
        let result = try await base.update(passed)
        let refreshed = try await latest()
        guard !own.isEmpty else {
            return UpdateResult(table: refreshed, rowsUpdated: result.rowsUpdated, missing: result.missing)
        }
        let rest = try await refreshed.update(own)
        return UpdateResult(
            table: rest.table,
            rowsUpdated: max(result.rowsUpdated, rest.rowsUpdated),
            missing: Set(result.missing + rest.missing).sorted()
        )
    }

    /// Those cells of rows that have a name, by it; rows without any are left out.
    private static func cells<Cell>(
        _ rows: [RowID: [String: Cell]],
        _ name: (String) -> String?
    ) -> [RowID: [String: Cell]] {
        rows.mapValues { Dictionary($0.compactMap { cell in name(cell.key).map { ($0, cell.value) } }) { $1 } }
            .filter { !$0.value.isEmpty }
    }

    /// Refuses to do something with a view that only its base decides.
    func refuseView(to verb: String) throws {
        guard let view else { return }
        throw LighttableError(
            .unsupported,
            "'\(name)' is a view of '\(view.base)', \(verb); change '\(view.base)' instead",
            at: .init(table: name)
        )
    }

    /// Refuses to change a column that a view shows.
    func checkNotShown(_ column: String, to verb: String) async throws {
        for view in try await store?.views(of: self) ?? [] where try view.view?.shows(column, of: self) == true {
            throw LighttableError(
                .unsupported,
                "'\(column)' cannot be \(verb), because the view '\(view.name)' shows it or chooses rows by it; drop the view first",
                at: .init(table: name, column: column)
            )
        }
    }

    /// Refuses a name for a new column by which views know another one, that had it before.
    ///
    /// - Parameters:
    ///   - name: The name.
    ///   - former: The column that gets it, which may be the one that had it.
    /// - Throws: A ``LighttableError`` of code `alreadyExists`.
    func checkNotFormer(_ name: String, of former: String? = nil) async throws {
        guard let other = columns.first(where: { $0.formerNames.contains(name) && $0.name != former }) else { return }
        for view in try await store?.views(of: self) ?? [] where try view.view?.names().contains(name) == true {
            throw LighttableError(
                .alreadyExists,
                "the view '\(view.name)' knows column '\(other.name)' by its former name '\(name)'; choose another name, or drop "
                    + "the view first",
                at: .init(table: self.name, column: name)
            )
        }
    }

    /// The view as its base is now; any other table as it is.
    ///
    /// - Throws: A ``LighttableError`` when the base cannot be read, or has no longer what the view shows.
    func refreshed() async throws -> Table {
        guard !isPinned, let view, let store else { return self }
        guard let base = try await store.base(of: view)?.refreshed(), base.version != baseVersion else { return self }
        do {
            return try await ViewRefresh(of: self, view, from: base).run()
        } catch let error as LighttableError {
            throw LighttableError(
                error.code,
                "the view '\(name)' cannot follow '\(base.name)': \(error.message)",
                at: error.location,
                cause: error
            )
        }
    }
}

extension Store {
    /// The table that a view shows, wherever it was moved to; `nil` when it is gone.
    func base(of view: ViewDefinition) async throws -> Table? {
        if let name = try? TableName(view.base), Self.isTable(path(of: name)) {
            let table = try await Table.load(name: view.base, path: path(of: name), version: nil)
            if table.setting(TableSettings.tableID) == view.baseID { return table.within(self) }
        }
        return try await tables { $0.setting(TableSettings.tableID) == view.baseID }.first
    }

    /// The names of the views of a table.
    ///
    /// - Throws: A ``LighttableError`` when the table cannot be read.
    public func views(of table: String) async throws -> [String] {
        try await views(of: try await self.table(table)).map(\.name)
    }

    /// The views of a table.
    func views(of table: Table) async throws -> [Table] {
        guard let id = table.setting(TableSettings.tableID) else { return [] }
        return try await tables { $0.view?.baseID == id }
    }

    /// The tables for which a condition holds; those that cannot be read are left out.
    private func tables(where isWanted: (Table) -> Bool) async throws -> [Table] {
        var found: [Table] = []
        for folder in Self.folders(below: tablesPath, prefix: "") where Self.isTable(folder.path) {
            try Task.checkCancellation()
            guard let table = try? await Table.load(name: folder.name, path: folder.path, version: nil) else {
                continue
            }
            if isWanted(table) { found.append(table.within(self)) }
        }
        return found
    }
}
