import CSystem
import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// File operations that the store's promises rest on, with errors that say what to do.
enum FileSystem {
    /// Whether something is at a path.
    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: path)
    }

    /// Whether a folder is at a path.
    static func isDirectory(_ path: String) -> Bool {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory.boolValue
    }

    /// Whether a file that can be read again and again is at a path, rather than a pipe or a device.
    static func isRegularFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// The folder that a file or folder is in.
    static func parent(of path: String) -> String {
        (path as NSString).deletingLastPathComponent
    }

    /// Makes a folder and what is missing above it; returns the folders that were made, outermost first.
    @discardableResult
    static func makeDirectory(_ path: String) throws -> [String] {
        var missing: [String] = []
        var current = path
        while !exists(current), current != "/", !current.isEmpty {
            missing.insert(current, at: 0)
            current = (current as NSString).deletingLastPathComponent
        }
        for folder in missing {
            guard mkdir(folder, 0o777) == 0 || errno == EEXIST else { throw failure("cannot make the folder", folder) }
        }
        return missing
    }

    /// Removes a file or a folder with all that is in it; nothing there is fine.
    static func remove(_ path: String) {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Removes folders that are empty, innermost first.
    static func removeEmpty(_ folders: [String]) {
        for folder in folders.reversed() { rmdir(folder) }
    }

    /// Waits until a file's or folder's contents are on the disk.
    static func sync(_ path: String) throws {
        let descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else { throw failure("cannot open", path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw failure("cannot sync", path) }
    }

    /// Waits until everything on the file system of a folder is on the disk; `false` where the system cannot do that.
    ///
    /// For thousands of small files this takes a hundredth of the time that syncing each of them takes.
    static func syncAll(_ folder: String) throws -> Bool {
        let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("cannot open", folder) }
        defer { close(descriptor) }
        if csystem_sync_file_system(descriptor) == 0 { return true }
        guard errno == ENOSYS || errno == EINVAL else { throw failure("cannot sync", folder) }
        return false
    }

    /// Waits until a folder and everything in it is on the disk.
    static func syncTree(_ folder: String) throws {
        guard try !syncAll(folder) else { return }
        for name in FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? [] {
            try sync("\(folder)/\(name)")
        }
        try sync(folder)
    }

    /// Moves a folder or file to a name that is free; `false` when the name is taken.
    static func moveWithoutReplacing(_ source: String, to target: String) throws -> Bool {
        if csystem_rename_exclusive(source, target) == 0 { return true }
        guard errno == EEXIST || errno == ENOTEMPTY else { throw failure("cannot make", target) }
        return false
    }

    /// Gives a file the name of another, which it takes the place of.
    static func replace(_ target: String, with source: String) throws {
        guard rename(source, target) == 0 else { throw failure("cannot replace", target) }
    }

    /// The names in a folder that fulfil a condition, in no order; none when there is no folder.
    static func names(in folder: String, where isIncluded: (String) -> Bool) -> [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX)) { String(cString: $0) }
            }
            if isIncluded(name) { names.append(name) }
        }
        return names
    }

    /// The contents of a file.
    static func read(_ path: String) throws -> Data {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("cannot read", path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure("cannot read", path) }
        var contents = Data(count: max(Int(status.st_size), 0))
        let count = contents.withUnsafeMutableBytes { buffer in
            var filled = 0
            while filled < buffer.count {
                let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
                let count = systemRead(descriptor, rest)
                guard count > 0 || (count < 0 && errno == EINTR) else { return count < 0 ? -1 : filled }
                filled += max(count, 0)
            }
            return filled
        }
        guard count >= 0 else { throw failure("cannot read", path) }
        return contents.prefix(count)
    }

    /// The first bytes of a file that is there and can be read; none when as many as zero are wanted.
    ///
    /// Pipes and devices are refused: nobody may ever write to them.
    static func start(of path: String, _ count: Int) throws -> [UInt8] {
        guard count > 0 else {
            guard exists(path) else { throw failure("cannot read", path) }
            return []
        }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw failure("cannot read", path) }
        defer { close(descriptor) }
        guard !isStream(descriptor) else { throw notAFile(path) }
        var result = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            result = systemRead(descriptor, UnsafeMutableRawBufferPointer(buffer))
            filled = max(result, 0)
        }
        guard result >= 0 else { throw failure("cannot read", path) }
        return bytes
    }

    /// Refuses what is at a path and is no file that can be read again and again, such as a pipe.
    ///
    /// - Throws: A ``LighttableError``; not when nothing is there.
    static func refuseStream(_ path: String) throws {
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG { throw notAFile(path) }
    }

    private static func isStream(_ descriptor: Int32) -> Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
    }

    private static func notAFile(_ path: String) -> LighttableError {
        LighttableError(.invalidValue, "this is no file but a folder, a pipe or a device", at: .init(file: path))
    }

    /// Lets two folders change names at once.
    static func exchange(_ first: String, _ second: String) throws {
        guard csystem_exchange(first, second) == 0 else { throw failure("cannot replace", second) }
    }

    /// Creates a file with contents that are on the disk when this returns.
    static func write(_ contents: Data, to path: String) throws {
        try write(contents, to: path, O_EXCL)
    }

    /// Adds to the end of a file, which is made where it is missing; all is on the disk when this returns.
    static func append(_ contents: Data, to path: String) throws {
        try write(contents, to: path, O_APPEND)
        try sync(parent(of: path))
    }

    /// Creates a file whose contents may not be on the disk yet when this returns.
    static func writeUnsynced(_ contents: UnsafeRawBufferPointer, to path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw failure("cannot create", path) }
        defer { close(descriptor) }
        try write(contents, to: descriptor, of: path)
    }

    /// Creates a file with contents; a step that is handed to the body makes sure that they are on the disk.
    static func write<Outcome>(
        _ contents: Data,
        to path: String,
        _ body: (_ sync: @escaping @Sendable () throws -> Void) throws -> Outcome
    ) throws -> Outcome {
        try write(contents, to: path, O_EXCL, body)
    }

    private static func write(_ contents: Data, to path: String, _ mode: Int32) throws {
        try write(contents, to: path, mode) { sync in try sync() }
    }

    private static func write<Outcome>(
        _ contents: Data,
        to path: String,
        _ mode: Int32,
        _ body: (_ sync: @escaping @Sendable () throws -> Void) throws -> Outcome
    ) throws -> Outcome {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | mode, 0o666)
        guard descriptor >= 0 else { throw failure("cannot create", path) }
        defer { close(descriptor) }
        try contents.withUnsafeBytes { try write($0, to: descriptor, of: path) }
        return try body {
            guard fsync(descriptor) == 0 else { throw failure("cannot sync", path) }
        }
    }

    /// Appends bytes to an open file.
    static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, of path: String) throws {
        var written = 0
        while written < bytes.count {
            let count = systemWrite(descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written)
            guard count > 0 || (count < 0 && errno == EINTR) else { throw failure("cannot write", path) }
            written += max(count, 0)
        }
    }

    /// What has arrived in a pipe or file, `nil` at its end; empty after a tenth of a second without anything, so that
    /// a caller who waits can be cancelled.
    static func readAvailable(_ descriptor: Int32) throws -> Data? {
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&request, 1, 100) != 0 else { return Data() }
        var chunk = Data(count: 1 << 20)
        let count = chunk.withUnsafeMutableBytes { systemRead(descriptor, $0) }
        guard count >= 0 || errno == EINTR else { throw failure("cannot read", "standard input") }
        return count == 0 ? nil : chunk.prefix(max(count, 0))
    }

    /// The error for the system call that has just failed.
    static func failure(_ what: String, _ path: String) -> LighttableError {
        let number = errno
        let reason = String(cString: strerror(number))
        let (code, remedy): (LighttableError.Code, String) =
            switch number {
            case ENOSPC, EDQUOT, EFBIG: (.noSpace, "; free some space and try again")
            case EACCES, EPERM, EROFS: (.permissionDenied, "; check who may write there")
            case ENOENT, ENOTDIR: (.fileNotFound, "")
            default: (.inputOutput, "")
            }
        return LighttableError(code, "\(what) \(path): \(reason.lowercased())\(remedy)", at: .init(file: path))
    }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}

private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    read(descriptor, buffer.baseAddress, buffer.count)
}
