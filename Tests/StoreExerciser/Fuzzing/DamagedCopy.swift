import Foundation
import Lighttable

/// A copy of a table with damage in one or two of its files.
struct DamagedCopy {
    let folder: URL
    /// The files with damage.
    let damaged: [String]
    /// What the damage is, byte by byte.
    let description: String

    init(of source: URL, at folder: URL, seed: Int) throws {
        self.folder = folder
        let manager = FileManager.default
        try? manager.removeItem(at: folder)
        try manager.copyItem(at: source, to: folder)
        let names = (manager.subpaths(atPath: folder.path) ?? []).sorted().filter(Self.isTarget)
        var mutation = Mutation(seed: seed)
        var damaged: [String] = []
        var descriptions: [String] = []
        for _ in 0..<(mutation.choice([1, 1, 1, 2]) ?? 1) {
            // As often the log as the data, of which there is more.
            let isLog = mutation.choice([true, true, false]) ?? true
            let candidates = names.filter { $0.hasPrefix("_delta_log") == isLog }
            guard let name = mutation.choice(candidates), let other = mutation.choice(names) else { continue }
            let bytes = [UInt8](try Data(contentsOf: folder.appending(path: name)))
            let others = [UInt8](try Data(contentsOf: folder.appending(path: other)))
            let result = mutation.damaged(bytes, other: others)
            try Data(result).write(to: folder.appending(path: name))
            damaged.append(name)
            descriptions.append("\(name): \(Self.change(from: bytes, to: result))")
        }
        self.damaged = damaged
        description = descriptions.joined(separator: "; ")
    }

    private static func change(from bytes: [UInt8], to result: [UInt8]) -> String {
        let prefix = zip(bytes, result).prefix { $0 == $1 }.count
        let suffix = zip(bytes[prefix...].reversed(), result[prefix...].reversed()).prefix { $0 == $1 }.count
        let hexadecimal = [bytes, result]
            .map { side in
                side[prefix..<side.count - suffix].prefix(64).map { String(format: "%02x", $0) }.joined()
            }
        return "bytes from \(prefix) of \(bytes.count) were \(hexadecimal[0]) and are \(hexadecimal[1])"
    }

    private static func isTarget(_ name: String) -> Bool {
        [".json", ".parquet", "_last_checkpoint", ".bin"].contains { name.hasSuffix($0) }
    }

    /// What reading it gives: `same` rows, `other` rows because the log says so, `wrong` rows, or an error's code.
    func outcome(_ original: [String]) async -> String {
        do {
            let rows = try await FuzzedTable(folder: folder).read()
            if rows == original { return "same" }
            if damaged.contains(where: { $0.hasPrefix("_delta_log") }) { return "other" }
            let difference = zip(rows, original).first { $0 != $1 }
            return "wrong rows: \(rows.count), such as \(difference.map { "\($0) for \($1)" } ?? "none")"
        } catch let error as LighttableError {
            return error.code.rawValue
        } catch {
            return "wrong error \(error)"
        }
    }
}
