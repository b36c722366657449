public import Columnar
import Foundation

extension ImportSource {
    /// Rows that are dictionaries.
    ///
    /// - Parameter rows: Values by column names. The names that a row is the first to have become columns in
    ///   alphabetical order.
    /// - Returns: The source.
    public static func rows<Rows: Sequence & Sendable>(_ rows: Rows) -> ImportSource
    where Rows.Element == [String: Value] {
        source { try await SpooledRows.of(rows) { try $0.add($1) } }
    }

    /// Rows that are values of a type that can be encoded, such as a structure.
    ///
    /// - Parameter rows: The rows; their properties become columns in the order in which they encode themselves.
    /// - Returns: The source.
    public static func rows<Rows: Sequence & Sendable>(_ rows: Rows) -> ImportSource where Rows.Element: Encodable {
        source { try await SpooledRows.of(rows) { try $0.add($1) } }
    }

    /// Rows that are dictionaries and arrive one after the other.
    ///
    /// - Parameter rows: Values by column names; gone through when the source is read.
    /// - Returns: The source.
    public static func rows<Rows: AsyncSequence & Sendable>(_ rows: Rows) -> ImportSource
    where Rows.Element == [String: Value] {
        source { try await SpooledRows.of(rows) { try $0.add($1) } }
    }

    /// Rows that are values of a type that can be encoded and arrive one after the other.
    ///
    /// - Parameter rows: The rows; gone through when the source is read.
    /// - Returns: The source.
    public static func rows<Rows: AsyncSequence & Sendable>(_ rows: Rows) -> ImportSource
    where Rows.Element: Encodable {
        source { try await SpooledRows.of(rows) { try $0.add($1) } }
    }

    private static func source(_ spool: @escaping @Sendable () async throws -> SpooledRows) -> ImportSource {
        ImportSource(name: "rows") {
            let spooled = try await spool()
            var options = JSONRowOptions()
            options.holdsLines = true
            options.isTyped = true
            let reader = JSONSourceReader(name: "rows", path: spooled.path, options: options)
            return OpenSource(
                reader: reader,
                folder: FileManager.default.currentDirectoryPath,
                resources: [spooled]
            )
        }
    }
}
