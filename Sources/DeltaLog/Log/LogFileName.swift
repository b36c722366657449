/// The names of the files in a log.
enum LogFileName: Equatable {
    /// `00000000000000000007.json`.
    case commit(version: Int64)
    /// `00000000000000000007.checkpoint.parquet`.
    case checkpoint(version: Int64)
    /// `00000000000000000007.checkpoint.0000000001.0000000003.parquet`.
    case checkpointPart(version: Int64, part: Int, of: Int)
    /// `00000000000000000007.checkpoint.<UUID>.parquet`, or `.json`.
    case checkpointManifest(version: Int64)

    init?(_ name: String) {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count >= 2, let version = Self.number(parts[0], digits: 20) else { return nil }
        switch (parts.count, parts[1], parts[parts.count - 1]) {
        case (2, "json", _): self = .commit(version: version)
        case (3, "checkpoint", "parquet"): self = .checkpoint(version: version)
        case (4, "checkpoint", "parquet"), (4, "checkpoint", "json"): self = .checkpointManifest(version: version)
        case (5, "checkpoint", "parquet"):
            guard let part = Self.number(parts[2], digits: 10), let total = Self.number(parts[3], digits: 10) else {
                return nil
            }
            self = .checkpointPart(version: version, part: Int(part), of: Int(total))
        default: return nil
        }
    }

    /// The name of the file that holds a commit.
    static func commit(_ version: Int64) -> String {
        digits(version) + ".json"
    }

    /// The name of the file that holds a classic checkpoint.
    static func checkpoint(_ version: Int64) -> String {
        digits(version) + ".checkpoint.parquet"
    }

    /// What the names of all files of a version begin with; it comes before them and after those of older versions.
    static func digits(_ version: Int64) -> String {
        let digits = String(version)
        return String(repeating: "0", count: 20 - digits.count) + digits
    }

    /// The version that a file belongs to: its commit, checkpoint or checksum; `nil` for any other file.
    static func version(_ name: String) -> Int64? {
        if let parsed = LogFileName(name) { return parsed.version }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        switch (parts.count, parts.last) {
        case (2, "crc"): return number(parts[0], digits: 20)
        case (4, "json") where parts[2] == "compacted": return number(parts[1], digits: 20)
        default: return nil
        }
    }

    private var version: Int64 {
        switch self {
        case .commit(let version), .checkpoint(let version), .checkpointManifest(let version): version
        case .checkpointPart(let version, _, _): version
        }
    }

    private static func number(_ text: Substring, digits: Int) -> Int64? {
        guard text.utf8.count == digits, text.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) else {
            return nil
        }
        // One more than any version must still be a number.
        return Int64(text).flatMap { $0 < .max ? $0 : nil }
    }
}
