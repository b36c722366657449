import Columnar
import DeltaLog
import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A Delta log in a local folder.
///
/// A commit is written to a hidden file, made durable and then linked to its final name, so that nobody
/// ever sees half of one and only one of two writers gets the name.
struct FileLogStore: LogStore {
    /// The `_delta_log` folder.
    let directory: String
    /// What has to be on the disk before a commit gets its name.
    var pending = PendingSync()

    var checkpointReader: (any CheckpointReader)? { CheckpointFileReader(directory: directory) }

    var userName: String? { Author.name }

    func list() async throws -> [LogFile] {
        try await list(after: "")
    }

    func list(after name: String) async throws -> [LogFile] {
        let names = FileSystem.names(in: directory) { !$0.hasPrefix(".") && $0 > name }
        return names.sorted().compactMap(file)
    }

    func find(_ name: String) async throws -> LogFile? {
        file(name)
    }

    func read(_ name: String) async throws -> Data {
        try FileSystem.read("\(directory)/\(name)")
    }

    private func file(_ name: String) -> LogFile? {
        var status = stat()
        guard stat("\(directory)/\(name)", &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return LogFile(name: name, size: Int64(status.st_size), modificationTime: Date(timespec: status.modified))
    }

    func putIfAbsent(_ name: String, _ contents: Data, modificationTime: Date?) async throws -> Bool {
        try await BlockingExecutor(label: "lighttable.log")
            .run {
                try put(name, contents, modificationTime)
            }
    }

    /// When the commit of a version was made, in milliseconds since 1970; `nil` when it is not there.
    func modificationTime(ofVersion version: Int64) -> Int64? {
        var status = stat()
        guard stat("\(directory)/\(String(format: "%020d", version)).json", &status) == 0 else { return nil }
        let time = status.modified
        return Int64(time.tv_sec) * 1000 + (Int64(time.tv_nsec) + 500_000) / 1_000_000
    }

    private func put(_ name: String, _ contents: Data, _ modificationTime: Date?) throws -> Bool {
        let temporary = "\(directory)/.\(name).\(UUID().uuidString).tmp"
        defer { unlink(temporary) }
        try FileSystem.write(contents, to: temporary) { sync in
            if let modificationTime { setModificationTime(modificationTime, of: temporary) }
            try pending.finish(with: sync)
        }
        guard link(temporary, "\(directory)/\(name)") == 0 else {
            if errno == EEXIST { return false }
            return try putWithoutLinks(temporary, name)
        }
        try FileSystem.sync(directory)
        return true
    }

    /// For file systems that have no hard links, such as exFAT.
    private func putWithoutLinks(_ temporary: String, _ name: String) throws -> Bool {
        guard try FileSystem.moveWithoutReplacing(temporary, to: "\(directory)/\(name)") else { return false }
        try FileSystem.sync(directory)
        return true
    }

    /// Other engines resolve a time to a version by this time.
    private func setModificationTime(_ time: Date, of path: String) {
        let seconds = time.timeIntervalSince1970.rounded(.down)
        let microseconds = ((time.timeIntervalSince1970 - seconds) * 1_000_000).rounded()
        let value = timeval(tv_sec: Int(seconds), tv_usec: .init(min(microseconds, 999_999)))
        _ = [value, value].withUnsafeBufferPointer { utimes(path, $0.baseAddress) }
    }
}

extension stat {
    fileprivate var modified: timespec {
        #if canImport(Glibc)
        st_mtim
        #else
        st_mtimespec
        #endif
    }
}

extension Date {
    fileprivate init(timespec: timespec) {
        self.init(timeIntervalSince1970: Double(timespec.tv_sec) + Double(timespec.tv_nsec) / 1_000_000_000)
    }
}
