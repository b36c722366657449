import Foundation
import Lighttable

/// Keeps a link's ``SyncState`` in the table's private directory.
struct SyncStateStore: Sendable {
    private let directory: String

    init(privateDirectory: String, link: String) {
        directory = "\(privateDirectory)/label/\(link)"
    }

    /// The state, nil when there is none to be trusted: then the server has to be asked.
    func load(table: String, project: Int) -> SyncState? {
        guard !isDirty, let state = read(), state.table == table, state.project == project else { return nil }
        return state
    }

    /// The state at the end of the last sync, whatever has happened since; empty when there is none.
    func lastKnown(table: String, project: Int) -> SyncState {
        guard let state = read(), state.table == table, state.project == project else {
            return SyncState(table: table, project: project)
        }
        return state
    }

    /// Whether a sync began to change the server and did not end.
    var isDirty: Bool { FileManager.default.fileExists(atPath: dirtyMark) }

    /// Says that the server is about to change: until the next ``save(_:)`` the kept state is not to be trusted.
    func markDirty() throws {
        guard !isDirty else { return }
        try write(Data(), to: dirtyMark)
    }

    func save(_ state: SyncState) throws {
        try write(Data(state.text.utf8), to: file)
        try? FileManager.default.removeItem(atPath: broughtFile)
        if isDirty { try FileManager.default.removeItem(atPath: dirtyMark) }
    }

    /// Says which annotations are about to be written to the table: until the next ``save(_:)`` the state does not.
    func note(brought annotations: [RowID: Fingerprint]) throws {
        let all = brought().merging(annotations) { $1 }
        let lines = all.map { "\($0.key.rawValue)\t\($0.value.hexadecimal)\n" }
        try write(Data(lines.joined().utf8), to: broughtFile)
    }

    /// The annotations that syncs which did not end may have written to the table.
    func brought() -> [RowID: Fingerprint] {
        guard let data = FileManager.default.contents(atPath: broughtFile) else { return [:] }
        let pairs = String(decoding: data, as: UTF8.self).split(separator: "\n")
            .compactMap { line -> (RowID, Fingerprint)? in
                let parts = line.split(separator: "\t")
                guard parts.count == 2, let row = Int(parts[0]) else { return nil }
                return Fingerprint(hexadecimal: parts[1]).map { (RowID(rawValue: row), $0) }
            }
        return Dictionary(pairs) { $1 }
    }

    /// Forgets everything.
    func remove() { try? FileManager.default.removeItem(atPath: directory) }

    private func read() -> SyncState? {
        FileManager.default.contents(atPath: file).flatMap { SyncState(text: String(decoding: $0, as: UTF8.self)) }
    }

    private var file: String { directory + "/state" }
    private var dirtyMark: String { directory + "/dirty" }
    private var broughtFile: String { directory + "/brought" }

    private func write(_ data: Data, to path: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            try data.write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw LabelStudioError(
                .io,
                "the state of the sync cannot be written: make room or correct the permissions",
                location: .init(file: path),
                cause: error
            )
        }
    }
}
