import Foundation
import JSON
import Lighttable
import Synchronization

/// Media of the network that are kept for the next time.
///
/// Below the cache's folder lies, for each address, a folder with its file and `state.json`, and a lock file beside it.
/// Addresses may hold secrets, so only their hashes are in names.
final class MediaCache: Sendable {
    /// Room is made when so much of the limit came since it was made last.
    private static let shareBetween = 20

    /// How often, and how long after each other, a file is looked for that somebody uses.
    private static let attempts = 10
    private static let pause = Duration.milliseconds(3)

    private let options: RemoteOptions
    private let news: Mutex<Int>

    init(_ options: RemoteOptions) {
        self.options = options
        // Others may have filled the cache before.
        news = Mutex(options.cacheLimit)
    }

    /// The file with what lies at an address.
    ///
    /// - Parameters:
    ///   - origin: Where it is fetched from.
    ///   - name: What the file is called.
    ///   - address: The address as it stands in a cell.
    /// - Returns: `nil` when there is one that may be out of date, and cannot be changed because somebody uses it.
    /// - Throws: A ``LighttableError`` that names the address without its secrets; `CancellationError`.
    func file(_ origin: MediaOrigin, named name: String, _ address: String) async throws -> FetchedFile? {
        let key = ContentHash.hash(of: address)
        let folder = "\(options.cachePath)/media/\(key.prefix(2))/\(key)"
        for _ in 0..<Self.attempts {
            if let file = try await kept(in: folder) { return file }
            if try await renew(folder, origin, named: name) { return try await kept(in: folder, isRenewed: true) }
            // Others who only look whether the file is there are soon gone; who works with it is not waited for.
            try await Task.sleep(for: Self.pause)
        }
        return nil
    }

    /// The file, once nobody is fetching it.
    private func kept(in folder: String, isRenewed: Bool = false) async throws -> FetchedFile? {
        let lease = try await CacheRoom.lease(folder)
        guard let state = State(of: folder), isRenewed || state.isFresh(options.mediaFreshness) else { return nil }
        return FetchedFile(path: "\(folder)/\(state.name)", lease: lease)
    }

    /// Fetches the file, or finds that it is still the same.
    ///
    /// - Returns: Whether nobody was in the way. Who waited for others, and keeps files for which they wait, would wait for
    ///   ever.
    private func renew(_ folder: String, _ origin: MediaOrigin, named name: String) async throws -> Bool {
        guard let lock = try FileLock("\(folder).lock", .exclusive) else { return false }
        defer { withExtendedLifetime(lock) {} }
        let former = State(of: folder)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let partial = "\(folder)/partial"
        let begun = try? String(contentsOfFile: "\(folder)/partial.validator", encoding: .utf8)
        let plan = DownloadPlan(path: partial, validator: begun, known: former?.validator, limit: options.mediumLimit)
        let download = try origin.download(plan, options)
        do {
            if try await !download.run(), let former {
                try keep(former, in: folder)
            } else {
                let state = State(name: name, size: download.received, validator: download.validator)
                try keep(state, from: partial, in: folder)
                makeRoom(for: download.received)
            }
            return true
        } catch {
            // The validator tells whether the rest may follow later.
            try? download.validator.map { try Data($0.utf8).write(to: URL(filePath: "\(folder)/partial.validator")) }
            if download.validator == nil { try? FileManager.default.removeItem(atPath: partial) }
            throw error
        }
    }

    private func keep(_ state: State, from partial: String, in folder: String) throws {
        let path = "\(folder)/\(state.name)"
        try? FileManager.default.removeItem(atPath: "\(folder)/state.json")
        try? FileManager.default.removeItem(atPath: path)
        try FileManager.default.moveItem(atPath: partial, toPath: path)
        try keep(state, in: folder)
    }

    private func keep(_ state: State, in folder: String) throws {
        for leftover in ["partial", "partial.validator"] {
            try? FileManager.default.removeItem(atPath: "\(folder)/\(leftover)")
        }
        try Data(state.json.text().utf8).write(to: URL(filePath: "\(folder)/state.json"), options: .atomic)
    }

    private func makeRoom(for bytes: Int) {
        let isDue = news.withLock { news in
            news += bytes
            guard news * Self.shareBetween >= options.cacheLimit else { return false }
            news = 0
            return true
        }
        if isDue { CacheRoom(options).make() }
    }
}

/// What is known about a medium that is kept.
private struct State {
    let name: String
    let size: Int
    /// Tells whether the contents are still the same.
    let validator: String?
    /// When the server was asked last.
    private var asked = Date()

    init(name: String, size: Int, validator: String?) {
        self.name = name == "state.json" || name.hasPrefix("partial") ? "medium" : name
        self.size = size
        self.validator = validator
    }

    /// - Returns: `nil` when there is no whole file.
    init?(of folder: String) {
        let path = "\(folder)/state.json"
        guard let data = FileManager.default.contents(atPath: path),
            let json = try? JSONValue(parsing: String(decoding: data, as: UTF8.self)),
            let name = json["name"]?.stringValue, let size = json["size"]?.intValue,
            let file = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)"),
            (file[.size] as? NSNumber)?.intValue == size,
            let asked = (try? FileManager.default.attributesOfItem(atPath: path)[.modificationDate]) as? Date
        else { return nil }
        self.init(name: name, size: size, validator: json["validator"]?.stringValue)
        self.asked = asked
    }

    var json: JSONValue {
        ["name": .string(name), "size": .int(size), "validator": validator.map { .string($0) } ?? .null]
    }

    func isFresh(_ seconds: Double) -> Bool {
        let age = Date().timeIntervalSince(asked)
        return age >= 0 && age < seconds
    }
}
