import Columnar
import JSON
import Lighttable

extension LinkSync {
    private static let namedRows = 10

    /// Annotations that are to be written, without those that the policy keeps away from edited rows.
    ///
    /// - Throws: ``LabelStudioError`` of code `conflict` where that is the policy.
    mutating func resolved(_ edits: [RowID: String?]) async throws -> [RowID: String?] {
        let (disputed, present) = try await compared(edits)
        let edits = edits.filter { !present.contains($0.key) }
        guard !disputed.isEmpty else { return edits }
        let names = disputed.prefix(Self.namedRows).map { "\($0.rawValue)" }.joined(separator: ", ")
        let rows =
            disputed.count == 1 ? "row \(names)" : "rows \(names)" + (disputed.count > Self.namedRows ? ", …" : "")
        let what = "the annotations of \(rows) were edited in the table, and project \(link.project) has others"
        switch conflicts {
        case .serverWins:
            status.warnings.append("\(what): the project's were taken, version \(table.version) has the edited ones")
            return edits
        case .localWins:
            status.warnings.append("\(what): the edited ones were kept")
            return edits.filter { !disputed.contains($0.key) }
        case .error where isDryRun:
            status.addException("\(what): nothing would be brought back")
            return [:]
        case .error:
            throw LabelStudioError(
                .conflict,
                "\(what): say whose are to stay, the server's or the local ones; nothing was brought back",
                location: .init(table: table.name, column: mapping.annotationsColumn, row: disputed[0].rawValue)
            )
        }
    }

    /// The rows, of these, whose annotations are other than a sync left them and other than what they are to be,
    /// and those that are what they are to be already, because a sync that did not end brought it.
    private func compared(_ edits: [RowID: String?]) async throws -> (edited: [RowID], present: Set<RowID>) {
        guard !edits.isEmpty, !last.entries.isEmpty, !mapping.isAnnotationsColumnMissing else { return ([], []) }
        var (edited, present): ([RowID], Set<RowID>) = ([], [])
        let brought = store.brought()
        // They may have been edited long ago: until the server's change, that was no conflict.
        for try await row in try table.rows(inFilesOf: Set(edits.keys), columns: [mapping.annotationsColumn]) {
            guard let id = row.id, let new = edits[id] else { continue }
            let text = Self.canonical(row[mapping.annotationsColumn].stringValue)
            guard Fingerprint(annotations: text) != Fingerprint(annotations: new) else {
                present.insert(id)
                continue
            }
            guard let former = last.entries[id]?.annotations else { continue }
            if ![former, brought[id]].contains(Fingerprint(annotations: text)) { edited.append(id) }
        }
        return (edited.sorted(), present)
    }
}
