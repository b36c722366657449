import Columnar
import Foundation
import JSON
import Synchronization

/// Puts the bytes of an import's media cells into the media store, each content once.
///
/// Files are written under hidden names by several threads, brought to the disk together and only then named by their
/// contents: syncing each by itself would take most of an import's time. Nothing is collected from the first file on
/// until this goes away; what has no name then is removed.
final class MediaIntake: Sendable {
    /// So many files, or bytes of them, are brought to the disk at once.
    private static let most = (files: 20_000, bytes: 512 << 20)

    private let media: MediaStore?
    private let isDry: Bool
    private let lanes: [BlockingExecutor]
    private let state = Mutex(State())

    private struct State {
        var lock: FileLock?
        /// The hidden names of files, by the names they will get.
        var drafts: [String: String] = [:]
        var draftBytes = 0
        var folders: Set<Substring> = []
    }

    /// One cell as it is stored.
    private enum Taken: Sendable {
        case uri(String)
        case null
        case failure(CellError)
    }

    /// An intake for a store; without one, bytes are refused.
    ///
    /// A dry one only says what the files would be called.
    init(_ media: MediaStore?, isDry: Bool = false) {
        self.media = media
        self.isDry = isDry
        lanes = (0..<min(Processors.count, 8))
            .map { BlockingExecutor(label: "lighttable.media.intake.\($0)") }
    }

    deinit {
        for draft in state.withLock({ $0.drafts.values }) { FileSystem.remove(draft) }
    }

    /// A column of media as it is stored: addresses in place of bytes.
    func finished(_ cells: MediaCells, as column: Column, _ transform: MediaTransform) async throws -> FinishedColumn {
        try Self.column(try await taken(cells, transform), column)
    }

    /// A column of lists of media as it is stored: JSON lists of addresses.
    func finished(
        _ items: MediaCells,
        of lists: ColumnVector,
        as column: Column,
        _ transform: MediaTransform
    ) async throws -> FinishedColumn {
        var items = try await taken(items, transform)[...]
        let cells = (0..<lists.count)
            .map { row -> Taken in
                let list = items.prefix(lists.listCount(at: row))
                items = items.dropFirst(list.count)
                return lists.isNull(at: row) ? .null : Self.list(list)
            }
        return try Self.column(cells, column)
    }

    private static func list(_ items: some Sequence<Taken>) -> Taken {
        var texts: [JSONValue] = []
        for item in items {
            switch item {
            case .uri(let uri): texts.append(.string(uri))
            case .null: texts.append(.null)
            case .failure: return item
            }
        }
        return .uri(JSONValue.array(texts).text())
    }

    private func taken(_ cells: MediaCells, _ transform: MediaTransform) async throws -> [Taken] {
        if (0..<cells.count).contains(where: cells.hasBytes) { try await begin() }
        let share = max((cells.count + lanes.count - 1) / lanes.count, 1)
        let ranges = stride(from: 0, to: cells.count, by: share).map { $0..<min($0 + share, cells.count) }
        let parts = try await withThrowingTaskGroup(of: (Int, [Taken]).self) { group in
            for (lane, range) in ranges.enumerated() {
                group.addTask { [self] in
                    (lane, try await lanes[lane].run { try range.map { try self.taken($0, cells, transform) } })
                }
            }
            return try await group.reduce(into: [[Taken]](repeating: [], count: ranges.count)) { $0[$1.0] = $1.1 }
        }
        try await relieve()
        return Array(parts.joined())
    }

    /// Brings files to the disk when there are many.
    func relieve() async throws {
        if state.withLock({ $0.drafts.count >= Self.most.files || $0.draftBytes >= Self.most.bytes }) {
            try await flush()
        }
    }

    /// The address that a file with some bytes will have, which is written unless it is there; ``begin()`` comes first, and
    /// ``settle()`` before anybody reads it.
    func address(of bytes: UnsafeRawBufferPointer, ending: String) throws -> String {
        let file = ContentHash.hash(bytes) + ending
        guard let media else { return file }
        if !isDry { try write(bytes, as: file, media) }
        return "\(media.uriPrefix)\(file.prefix(2))/\(file)"
    }

    /// The address that a file will have that a body writes and gives the ending of; ``begin()`` comes first, and
    /// ``settle()`` before anybody reads it.
    func address(writing body: (_ path: String) throws -> String) throws -> String {
        guard let media else { throw Self.storeless }
        let draft = "\(media.path)/\(MediaDraft.prefix)\(UUID().uuidString.lowercased())"
        do {
            let ending = try body(draft)
            let contents = try Data(contentsOf: URL(filePath: draft), options: .alwaysMapped)
            let name = contents.withUnsafeBytes(ContentHash.hash) + ending
            if try !keep(draft, as: name, size: contents.count, media) { FileSystem.remove(draft) }
            return "\(media.uriPrefix)\(name.prefix(2))/\(name)"
        } catch {
            FileSystem.remove(draft)
            throw error
        }
    }

    /// Brings everything to the disk, names included.
    func settle() async throws {
        guard let media, !isDry, state.withLock({ $0.lock != nil }) else { return }
        try await flush()
        let folders = state.withLock { $0.folders }
        try await lanes[0]
            .run {
                if try FileSystem.syncAll(media.path) { return }
                for folder in folders { try FileSystem.sync("\(media.path)/\(folder)") }
            }
    }

    /// Makes ready for files; from here on nothing is collected.
    func begin() async throws {
        guard let media else { throw Self.storeless }
        guard !isDry, state.withLock({ $0.lock == nil }) else { return }
        try media.makeFolder()
        let lock = try await FileLock.whenFree(media.lockPath, .shared)
        try media.noteOutsideTable()
        state.withLock { $0.lock = lock }
    }

    private static var storeless: LighttableError {
        LighttableError(
            .unsupported,
            "media that come as bytes or are computed need a store to be kept in; name a table of a store, "
                + "or give paths of files instead"
        )
    }

    private static func column(_ cells: some Sequence<Taken>, _ column: Column) throws -> FinishedColumn {
        let builder = try ColumnBuilder(try column.arrowField())
        var failures: [CellFailure] = []
        for (row, cell) in cells.enumerated() {
            switch cell {
            case .uri(let uri): try builder.append(.string(uri))
            case .null: try builder.append(.null)
            case .failure(let error):
                failures.append(CellFailure(row: row, error: error))
                try builder.append(.null)
            }
        }
        return FinishedColumn(vector: try builder.finish(), failures: failures)
    }
}

extension MediaIntake {
    private func taken(_ row: Int, _ cells: MediaCells, _ transform: MediaTransform) throws -> Taken {
        let path = cells.path(at: row)
        do {
            if cells.hasBytes(at: row) {
                return try cells.withBytes(at: row) { .uri(try add($0, path ?? "", transform)) } ?? .null
            }
            guard let path, case .string(let uri) = try transform.value(of: path) else { return .null }
            return .uri(uri)
        } catch let error as CellError {
            return .failure(error.about(path.map(Value.string) ?? .null))
        }
    }

    /// The address of the file with these bytes, which is written unless it is there.
    private func add(_ bytes: UnsafeRawBufferPointer, _ path: String, _ transform: MediaTransform) throws -> String {
        let start = Array(bytes.prefix(MediaSignature.byteCount))
        let name = (SourceAddress.redacted(path).split(separator: "/").last ?? "").split(separator: "?").first ?? ""
        if let problem = transform.problem(start, String(name)) { throw problem }
        if let type = transform.decodedType { try decode(bytes, as: type) }
        let told = (name as NSString).pathExtension
        let known = MediaSignature.format(start)?.fileExtensions.first ?? ""
        let ending = (try? MediaStore.ending(told.isEmpty ? known : told)) ?? (known.isEmpty ? "" : ".\(known)")
        return try address(of: bytes, ending: ending)
    }

    /// Looks through a medium that has no file yet.
    private func decode(_ bytes: UnsafeRawBufferPointer, as type: ColumnType) throws {
        let path = FileManager.default.temporaryDirectory.path + "/lighttable-check-\(UUID().uuidString)"
        defer { FileSystem.remove(path) }
        try FileSystem.writeUnsynced(bytes, to: path)
        do {
            try MediaDecoding.check(path, as: type)
        } catch let error as LighttableError {
            throw CellError(error.message, code: error.code)
        }
    }

    private func write(_ bytes: UnsafeRawBufferPointer, as name: String, _ media: MediaStore) throws {
        let draft = "\(media.path)/\(MediaDraft.prefix)\(UUID().uuidString.lowercased())"
        if try keep(draft, as: name, size: bytes.count, media) { try FileSystem.writeUnsynced(bytes, to: draft) }
    }

    /// Whether a draft, which may be yet to be written, is to get a name: not when there is such a file already.
    private func keep(_ draft: String, as name: String, size: Int, _ media: MediaStore) throws -> Bool {
        let isNew = state.withLock { state in
            guard state.drafts[name] == nil else { return false }
            state.drafts[name] = draft
            state.draftBytes += size
            return true
        }
        guard isNew, try media.touch(name, size: size) else { return isNew }
        state.withLock { state in
            state.drafts[name] = nil
            state.draftBytes -= size
        }
        return false
    }

    /// Gives all files their names, once they are on the disk.
    private func flush() async throws {
        guard let media else { return }
        let drafts = state.withLock { Array($0.drafts) }
        guard !drafts.isEmpty else { return }
        let isSynced = try await lanes[0].run { try FileSystem.syncAll(media.path) }
        let folders = Set(drafts.map { $0.key.prefix(2) })
        for folder in folders where state.withLock({ $0.folders.insert(folder).inserted }) {
            try media.makeFolder("/\(folder)", isDurable: !isSynced)
        }
        let share = (drafts.count + lanes.count - 1) / lanes.count
        let parts = stride(from: 0, to: drafts.count, by: share).map { drafts[$0..<min($0 + share, drafts.count)] }
        try await withThrowingTaskGroup { group in
            for (lane, part) in parts.enumerated() {
                group.addTask { [self] in
                    try await lanes[lane].run { try Self.place(part, media, syncsEach: !isSynced) }
                }
            }
            try await group.waitForAll()
        }
        state.withLock { state in
            state.drafts = [:]
            state.draftBytes = 0
        }
    }

    private static func place(
        _ drafts: ArraySlice<(key: String, value: String)>,
        _ media: MediaStore,
        syncsEach: Bool
    ) throws {
        for (name, draft) in drafts {
            if syncsEach { try FileSystem.sync(draft) }
            try FileSystem.replace(media.file(name), with: draft)
        }
    }
}
