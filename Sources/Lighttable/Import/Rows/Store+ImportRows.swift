public import Columnar

extension Store {
    /// Makes a table from rows that are dictionaries: one version, or nothing at all.
    ///
    /// Types are inferred from all rows, as ``importJSON(_:into:options:json:progress:)`` does; days, moments, bytes and decimals
    /// keep theirs, and lists and structures become Json.
    ///
    /// ```swift
    /// let rows: [[String: Value]] = [["id": .int(1), "name": .string("cat")], ["id": .int(2)]]
    /// let pets = try await store.importRows(rows, into: "demo.pets").table
    /// ```
    ///
    /// - Parameters:
    ///   - rows: Values by column names. The names that a row is the first to have become columns in alphabetical order.
    ///   - name: The table, such as `demo.films`; missing directories are made.
    ///   - options: Types, keys and settings of the table.
    ///   - progress: Is told after each block of rows.
    /// - Returns: The table and what was imported.
    /// - Throws: A ``LighttableError`` that names row, column and value; nothing exists then that did not before.
    public func importRows<Rows: Sequence & Sendable>(
        _ rows: Rows,
        into name: String,
        options: ImportOptions = ImportOptions(),
        progress: ImportProgress? = nil
    ) async throws -> ImportResult where Rows.Element == [String: Value] {
        try await importTable(name, from: .rows(rows), options: options, progress: progress)
    }

    /// Makes a table from rows that can be encoded: one version, or nothing at all.
    ///
    /// Types are inferred from all rows, as ``importJSON(_:into:options:json:progress:)`` does; `Date` becomes `Timestamp`, `Data`
    /// `Binary`, `Decimal` a decimal, `UUID` a `Uuid`, `URL` text, `nil` null; what has members or items of its own becomes Json,
    /// with keys in the order in which they are encoded.
    ///
    /// ```swift
    /// struct Pet: Encodable { var id: Int; var name: String? }
    /// let pets = try await store.importRows([Pet(id: 1, name: "cat"), Pet(id: 2)], into: "demo.pets").table
    /// ```
    ///
    /// - Parameters:
    ///   - rows: The rows; their properties become columns in the order in which they encode themselves.
    ///   - name: The table, such as `demo.films`; missing directories are made.
    ///   - options: Types, keys and settings of the table.
    ///   - progress: Is told after each block of rows.
    /// - Returns: The table and what was imported.
    /// - Throws: A ``LighttableError`` that names row, column and value; nothing exists then that did not before.
    public func importRows<Rows: Sequence & Sendable>(
        _ rows: Rows,
        into name: String,
        options: ImportOptions = ImportOptions(),
        progress: ImportProgress? = nil
    ) async throws -> ImportResult where Rows.Element: Encodable {
        try await importTable(name, from: .rows(rows), options: options, progress: progress)
    }

    /// Makes a table from rows that are dictionaries and arrive one after the other: one version, or nothing at all.
    ///
    /// Types are inferred from all rows, as ``importJSON(_:into:options:json:progress:)`` does; days, moments, bytes and decimals
    /// keep theirs, and lists and structures become Json.
    ///
    /// ```swift
    /// let (rows, feed) = AsyncStream.makeStream(of: [String: Value].self)
    /// let pets = try await store.importRows(rows, into: "demo.pets").table
    /// ```
    ///
    /// - Parameters:
    ///   - rows: Values by column names; any number of them, since they are not kept in memory.
    ///   - name: The table, such as `demo.films`; missing directories are made.
    ///   - options: Types, keys and settings of the table.
    ///   - progress: Is told after each block of rows.
    /// - Returns: The table and what was imported.
    /// - Throws: A ``LighttableError`` that names row, column and value, or what the rows'
    ///   sequence throws; nothing exists then that did not before.
    public func importRows<Rows: AsyncSequence & Sendable>(
        _ rows: Rows,
        into name: String,
        options: ImportOptions = ImportOptions(),
        progress: ImportProgress? = nil
    ) async throws -> ImportResult where Rows.Element == [String: Value] {
        try await importTable(name, from: .rows(rows), options: options, progress: progress)
    }

    /// Makes a table from rows that can be encoded and arrive one after the other: one version, or nothing at all.
    ///
    /// Types are inferred from all rows, as ``importJSON(_:into:options:json:progress:)`` does; `Date` becomes `Timestamp`, `Data`
    /// `Binary`, `Decimal` a decimal, `UUID` a `Uuid`, `URL` text, `nil` null; what has members or items of its own becomes Json,
    /// with keys in the order in which they are encoded.
    ///
    /// ```swift
    /// let (rows, feed) = AsyncStream.makeStream(of: Pet.self)
    /// let pets = try await store.importRows(rows, into: "demo.pets").table
    /// ```
    ///
    /// - Parameters:
    ///   - rows: The rows; any number of them, since they are not kept in memory.
    ///   - name: The table, such as `demo.films`; missing directories are made.
    ///   - options: Types, keys and settings of the table.
    ///   - progress: Is told after each block of rows.
    /// - Returns: The table and what was imported.
    /// - Throws: A ``LighttableError`` that names row, column and value, or what the rows'
    ///   sequence throws; nothing exists then that did not before.
    public func importRows<Rows: AsyncSequence & Sendable>(
        _ rows: Rows,
        into name: String,
        options: ImportOptions = ImportOptions(),
        progress: ImportProgress? = nil
    ) async throws -> ImportResult where Rows.Element: Encodable {
        try await importTable(name, from: .rows(rows), options: options, progress: progress)
    }
}
