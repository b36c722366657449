import Columnar
import JSON
import Lighttable

extension LinkSync {
    private static let namedRows = 10

    /// Annotations that are to be written, without those that the policy keeps away from edited rows.
    ///
    /// - Throws: ``LabelStudioError`` of code `conflict` where that is the policy.
    mutating func resolved(_ edits: [RowID: String?]) async throws -> [RowID: String?] {
        let disputed = try await editedRows(among: edits)
        guard !disputed.isEmpty else { return edits }
        let names = disputed.prefix(Self.namedRows).map { "\($0.rawValue)" }.joined(separator: ", ")
        let rows =
            disputed.count == 1 ? "row \(names)" : "rows \(names)" + (disputed.count > Self.namedRows ? ", …" : "")
        let what = "the annotations of \(rows) were edited in the table, and project \(link.project) has others"
        switch conflicts {
        case .serverWins:
            state.keptRows.subtract(disputed)
            status.warnings.append("\(what): the project's were taken, version \(table.version) has the edited ones")
            return edits
        case .localWins:
            state.keptRows.formUnion(disputed)
            status.warnings.append("\(what): the edited ones were kept")
            return edits.filter { !disputed.contains($0.key) }
        case .error:
            throw LabelStudioError(
                .conflict,
                "\(what): say whose are to stay, the server's or the local ones; nothing was brought back",
                location: .init(table: table.name, column: mapping.annotationsColumn, row: disputed[0].rawValue)
            )
        }
    }

    /// The rows, of these, whose annotations are other than the last sync left them, and other than what they are to be.
    private func editedRows(among edits: [RowID: String?]) async throws -> [RowID] {
        guard !edits.isEmpty, let known, !mapping.isAnnotationsColumnMissing else { return [] }
        var edited: [RowID] = []
        // What was kept before may be older than the last sync.
        let isKept = edits.keys.contains(where: state.keptRows.contains)
        for try await row in try await rowsChanged(since: isKept ? nil : known.syncedVersion) {
            guard let id = row.id, let new = edits[id], let former = known.entries[id]?.annotations else { continue }
            let text = Self.canonical(row[mapping.annotationsColumn].stringValue)
            if text != new, Fingerprint(annotations: text) != former { edited.append(id) }
        }
        return edited.sorted()
    }

    private func rowsChanged(since version: Int?) async throws -> RowSequence {
        if let version, version <= table.version {
            do {
                return try await table.changes(since: version, columns: [mapping.annotationsColumn]).rows
            } catch is LighttableError {
                // The old version is no longer there to compare with, so all rows are looked at.
            }
        }
        return try table.rows(columns: [mapping.annotationsColumn])
    }
}
