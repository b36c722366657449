import Columnar
public import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The files of a store that media cells point to and that Lighttable itself made.
///
/// A file is named by its contents, so the same picture is there once however often it is added.
///
/// ```swift
/// let uri = try await store.media.add(png, fileExtension: "png")
/// _ = try await table.insert(["id": .int(1), "photo": .string(uri)])
/// ```
public struct MediaStore: Sendable {
    /// The folder of the files.
    public let path: String
    let store: Store

    /// Adds a file.
    ///
    /// - Parameters:
    ///   - data: The contents.
    ///   - fileExtension: What the name ends with, such as `png`; empty for none.
    /// - Returns: The URI for a media cell. The file is on the disk.
    /// - Throws: A ``LighttableError`` when the extension is not valid or the file cannot be written.
    public func add(_ data: Data, fileExtension: String) async throws -> String {
        let ending = try Self.ending(fileExtension)
        let executor = BlockingExecutor(label: "lighttable.media")
        let name = try await executor.run { Self.hash(data) + ending }
        return try await whileAdding {
            try await executor.run {
                if try !touch(name, size: data.count) {
                    let draft = try MediaDraft(in: path)
                    try draft.write(data)
                    try draft.finish()
                    try place(draft, name)
                }
                return uri(name)
            }
        }
    }

    /// Adds a file whose contents come chunk by chunk.
    ///
    /// - Parameters:
    ///   - chunks: The contents, in order.
    ///   - fileExtension: What the name ends with, such as `mp4`; empty for none.
    /// - Returns: The URI for a media cell. The file is on the disk.
    /// - Throws: What the chunks throw; a ``LighttableError`` when the extension is not valid or the file cannot be
    ///   written. Nothing is left behind then.
    public func add<Chunks: AsyncSequence & Sendable>(
        _ chunks: Chunks,
        fileExtension: String
    ) async throws -> String where Chunks.Element == Data {
        let ending = try Self.ending(fileExtension)
        let executor = BlockingExecutor(label: "lighttable.media")
        let draft = try await executor.run {
            try makeFolder()
            return try MediaDraft(in: path)
        }
        defer { draft.discard() }
        for try await chunk in chunks {
            try await executor.run { try draft.write(chunk) }
        }
        let (hash, size) = try await executor.run { try draft.finish() }
        return try await whileAdding {
            try await executor.run {
                if try !touch(hash + ending, size: size) { try place(draft, hash + ending) }
                return uri(hash + ending)
            }
        }
    }

    /// Adds a copy of a file, which keeps its extension.
    ///
    /// - Parameter file: The file's path.
    /// - Returns: The URI for a media cell. The copy is on the disk.
    /// - Throws: A ``LighttableError`` when the file cannot be read or the copy cannot be written.
    public func add(fileAt file: String) async throws -> String {
        guard FileSystem.isRegularFile(file) else {
            throw LighttableError(.fileNotFound, "there is no file \(file)", at: .init(file: file))
        }
        return try await add(FileChunks(path: file), fileExtension: (file as NSString).pathExtension)
    }

    /// Runs a body that adds files and commits the rows that name them; until it ends, nothing is collected.
    ///
    /// - Parameter body: What to run.
    /// - Returns: What the body returns.
    /// - Throws: What the body throws; a ``LighttableError`` when the store's folder cannot be written.
    public func whileAdding<Outcome>(_ body: () async throws -> Outcome) async throws -> Outcome {
        try makeFolder()
        let lock = try await FileLock.whenFree(lockPath, .shared)
        defer { withExtendedLifetime(lock) {} }
        try noteOutsideTable()
        return try await body()
    }

    var lockPath: String { "\(path)/.lock" }

    var outsideTables: OutsideTables { OutsideTables(of: path) }

    /// Makes sure that what the table of the files names is not taken for unused.
    func noteOutsideTable() throws {
        if let outsideTable = store.outsideTable { try outsideTables.note(outsideTable) }
    }

    private static func hash(_ data: Data) -> String {
        data.withUnsafeBytes(ContentHash.hash)
    }

    static func ending(_ text: String) throws -> String {
        guard !text.isEmpty else { return "" }
        guard text.count <= 16, text.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else {
            throw LighttableError(
                .invalidOption,
                "'\(text.shortened)' cannot be the extension of a media file; use up to 16 letters and digits, such as png"
            )
        }
        return ".\(text.lowercased())"
    }

    func file(_ name: String) -> String { "\(path)/\(name.prefix(2))/\(name)" }

    /// The folder and the name of a file that a media store made; `nil` for another file.
    package static func parts(of path: String) -> (folder: String, name: String)? {
        let parts = path.split(separator: "/")
        guard parts.count > 2, let name = parts.last, parts[parts.count - 2] == name.prefix(2),
            MediaMentions.hash(of: name) != nil
        else { return nil }
        return ("/" + parts.dropLast(2).joined(separator: "/"), String(name))
    }

    /// What the addresses of all files begin with.
    var uriPrefix: String { URL(filePath: path, directoryHint: .isDirectory).absoluteString }

    private func uri(_ name: String) -> String { URL(filePath: file(name)).absoluteString }

    /// Makes a file that is there as young as a new one; `false` when it is not there, or not whole.
    func touch(_ name: String, size: Int) throws -> Bool {
        guard let status = FileStatus(file(name)), status.size == size else { return false }
        return utimes(file(name), nil) == 0
    }

    private func place(_ draft: MediaDraft, _ name: String) throws {
        try makeFolder("/\(name.prefix(2))")
        try draft.move(to: file(name))
        try FileSystem.sync(FileSystem.parent(of: file(name)))
    }

    /// Makes the folder, or one in it, with a name that is on the disk when it must be durable.
    func makeFolder(_ inner: String = "", isDurable: Bool = true) throws {
        let made = try FileSystem.makeDirectory(path + inner)
        guard isDurable else { return }
        for folder in made { try FileSystem.sync(FileSystem.parent(of: folder)) }
    }
}

extension Store {
    /// The files that Lighttable itself made for media cells.
    public var media: MediaStore { MediaStore(path: "\(path)/media", store: self) }
}
