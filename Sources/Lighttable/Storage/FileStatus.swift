#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// What the system says about a file.
struct FileStatus {
    /// The size in bytes.
    let size: Int
    /// When the file was last changed, in milliseconds since 1970.
    let modificationTime: Int64

    /// Asks about a path; `nil` when there is nothing, or something other than a file.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        #if canImport(Darwin)
        let time = status.st_mtimespec
        #else
        let time = status.st_mtim
        #endif
        size = Int(status.st_size)
        modificationTime = Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
