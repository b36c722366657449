import JSON

extension Snapshot {
    /// Checks that the data files can be read rightly.
    ///
    /// - Parameter features: the reader features the caller understands.
    /// - Throws: ``DeltaError`` with code ``DeltaError/Code/unsupportedReader`` that names what is missing.
    public func requireReadable(supporting features: Set<String> = TableFeatures.readable) throws {
        guard (1...3).contains(`protocol`.minReaderVersion) else {
            throw unreadable("reader version \(`protocol`.minReaderVersion) of the Delta protocol")
        }
        let missing = requiredReaderFeatures.filter { !features.contains($0) }
        guard missing.isEmpty else { throw unreadable(Self.list(missing)) }
        guard metadata.format.provider.lowercased() == "parquet" else {
            throw unreadable("data files of the format '\(metadata.format.provider)'")
        }
        let mode = metadata.configuration[ColumnMapping.setting]
        guard mode.map({ ColumnMapping(rawValue: $0.lowercased()) != nil }) ?? true else {
            throw unreadable("the column mapping '\(mode ?? "")'")
        }
    }

    /// Checks that the table can be written without breaking a promise it makes.
    ///
    /// - Parameter features: the writer features the caller honours.
    /// - Throws: ``DeltaError`` with code ``DeltaError/Code/unsupportedWriter`` that names what is missing.
    public func requireWritable(supporting features: Set<String> = TableFeatures.writable) throws {
        let version = `protocol`.minWriterVersion
        guard (1...7).contains(version) else { throw readOnly("writer version \(version) of the Delta protocol") }
        let required = version == 7 ? `protocol`.writerFeatures ?? [] : TableFeatures.implied(byWriterVersion: version)
        let schema = try metadata.schema
        let missing = required.filter {
            !features.contains($0) && TableFeatures.isUsed($0, by: metadata, schema)
        }
        guard missing.isEmpty else { throw readOnly(Self.list(missing)) }
        guard !TableFeatures.isUsed(TableFeatures.invariants, by: metadata, schema) else {
            throw readOnly("the conditions on columns (delta.invariants) in its schema")
        }
    }

    private var requiredReaderFeatures: [String] {
        switch `protocol`.minReaderVersion {
        case 3: `protocol`.readerFeatures ?? []
        case 2 where columnMapping != .none: [TableFeatures.columnMapping]
        default: []
        }
    }

    private func unreadable(_ what: String) -> DeltaError {
        DeltaError(
            .unsupportedReader,
            "the table cannot be read, because it needs \(what), which is not supported; drop that from the table with "
                + "the engine that wrote it, or copy the rows to a new table",
            version: version
        )
    }

    private func readOnly(_ what: String) -> DeltaError {
        DeltaError(
            .unsupportedWriter,
            "the table can be read but not written, because it needs \(what), which is not supported; drop that from "
                + "the table with the engine that wrote it, or copy the rows to a new table",
            version: version
        )
    }

    private static func list(_ features: [String]) -> String {
        (features.count == 1 ? "the feature " : "the features ") + features.joined(separator: ", ")
    }
}
