import Columnar
import DeltaLog
import Foundation

extension Store {
    /// Makes a view: a table that shows some rows and columns of another and follows it.
    ///
    /// ```swift
    /// let cats = try await store.createView("demo.cats", of: photos.where(try Expression("kind = 'cat'")))
    /// try await cats.addComputedColumn("thumb", try Expression("thumbnail(photo, 256, 256)"))
    /// ```
    ///
    /// The view is a table of its own, which every engine reads. It can have more columns, computed or not, and projects,
    /// and its rows have the ids that they have in the base. Rows that come to the base, change or go do so in the view when
    /// it is opened the next time; only files that changed are read then.
    ///
    /// - Parameters:
    ///   - name: The view, such as `demo.cats`; missing directories are made.
    ///   - query: Which rows and columns; of a table of this store at its newest version.
    ///   - numRetainedVersions: How many of the last versions stay readable.
    ///   - comment: What the view is about.
    /// - Returns: The view.
    /// - Throws: A ``LighttableError``: `alreadyExists`, `invalidName`, `unsupported` for a query that orders or limits, calls
    ///   functions for its columns, or is of an older version.
    public func createView(
        _ name: String,
        of query: Query,
        numRetainedVersions: Int = 10,
        comment: String = ""
    ) async throws -> Table {
        let target = try NewTable(name, in: self, ifExists: .error)
        try Table.checkRetaining(numRetainedVersions, of: name)
        let base = try await query.table.assigningRowIDs()
        let creation = try ViewCreation(query, of: base, named: target.name, numRetainedVersions, comment)
        try await target.make { try await creation.run(in: $0) }
        return try await table(name)
    }

    /// Checks that a view can be made, and makes nothing.
    ///
    /// - Returns: The columns that it would have.
    /// - Throws: The ``LighttableError`` that making it would throw.
    public func checkCreatingView(_ name: String, of query: Query) throws -> [Column] {
        let target = try NewTable(name, in: self, ifExists: .error)
        return try ViewCreation(query, of: query.table, named: target.name, 10, "").columns
    }
}

/// What a new view is to be.
private struct ViewCreation {
    private let query: Query
    private let definition: ViewDefinition
    private let table: TableCreation
    let columns: [Column]

    init(_ query: Query, of base: Table, named name: TableName, _ retained: Int, _ comment: String) throws {
        let name = name
        // Cells that the base does not have the view would have to store.
        let query = query.selection == nil ? query.select(base.columns.map(\.name)) : query
        try Self.check(query)
        _ = try query.scan(hasRowIDs: true)
        columns = try query.outputs.map { output in
            try Self.check(output)
            var column = output.column
            (column.computed, column.mapped, column.formerNames) = (nil, nil, [])
            return column
        }
        definition = try ViewDefinition(query, columns)
        let plain = try columns.filter { try Self.isPlain($0.name, in: query) }.map(\.name)
        let key = base.primaryKey.allSatisfy(plain.contains) ? base.primaryKey : []
        table = TableCreation(
            name: name,
            columns: columns,
            primaryKey: key,
            numRetainedVersions: retained,
            comment: comment,
            operation: "CREATE VIEW"
        )
        self.query = try definition.query(of: base)
    }

    /// Fills the view's folder.
    func run(in folder: String) async throws {
        let writer = try DataFileWriter(
            folder: folder,
            columns: columns,
            primaryKey: table.primaryKey,
            rowIDs: .column
        )
        do {
            let cursor = try await query.cursor(of: try query.outputs, hasRowIDs: true)
            _ = try await cursor.forEachBatch { try await writer.write($0) }
            try await commit(try await writer.finish(), in: folder)
        } catch {
            await writer.discard()
            throw error
        }
    }

    private func commit(_ files: [AddFile], in folder: String) async throws {
        var metadata = table.metadata
        metadata.configuration[TableSettings.prefix + TableSettings.view] = definition.text
        let rows = files.reduce(0) { $0 + Int($1.statistics?.numRecords ?? 0) }
        let info = CommitInfo(
            operation: table.operation,
            engineInfo: TableCreation.engine,
            operationMetrics: CommitMetrics(inserted: rows).values
        )
        var transaction = try Transaction(creating: metadata, info: info)
        transaction.add(contentsOf: files.map(Action.add))
        transaction.add(.txn(ViewRefresh.progress(query.table).action(now: Int64(Date().timeIntervalSince1970 * 1000))))
        transaction.add(.txn(SetTransaction(appId: RowIdentity.application, version: Int64(ViewRefresh.firstOwnRow))))
        let log = "\(folder)/_delta_log"
        try FileSystem.makeDirectory(log)
        _ = try await transaction.commit(to: FileLogStore(directory: log), prepare: { actions, _ in actions })
        try FileSystem.sync(folder)
    }

    private static func check(_ query: Query) throws {
        let table = query.table
        try table.refusePinned()
        try table.snapshot.requireWritable()
        guard case .table = query.source else {
            throw LighttableError(
                .unsupported,
                "a view shows one table, and this query joins two; make a view of each",
                at: .init(table: table.name)
            )
        }
        if let name = table.unstoredColumns.map(\.name).first(where: { query.filter?.columnNames.contains($0) == true })
        {
            throw LighttableError(
                .unsupported,
                "a view's rows cannot depend on '\(name)', which is computed when it is read; write its expression instead",
                at: .init(table: table.name, column: name)
            )
        }
        guard query.ordering.isEmpty, query.rowLimit == nil, query.rowOffset == 0, query.sampling == nil else {
            throw LighttableError(
                .unsupported,
                "a view keeps no order, limit, offset or sample, which would have to change with every row; leave them out",
                at: .init(table: table.name)
            )
        }
    }

    private static func check(_ output: OutputColumn) throws {
        guard let call = output.evaluation?.calls.first else { return }
        throw LighttableError(
            .unsupported,
            "the view's column '\(output.column.name)' calls \(call.text); give the view a computed column for it, or give "
                + "the expression to its base",
            at: .init(column: output.column.name)
        )
    }

    private static func isPlain(_ column: String, in query: Query) throws -> Bool {
        guard let selection = query.selection?.first(where: { $0.name == column }) else { return true }
        return selection.expression == .column(column)
    }
}
