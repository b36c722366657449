import Columnar
import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The hashes of the keys in one data file, in order.
///
/// Small files have none on the disk. It is only a shortcut: what is missing or damaged is made again from the data file.
struct KeyIndex: Sendable {
    /// Files of fewer rows have no index on the disk.
    static let leastRows = 512

    private let bytes: Data

    /// The index of hashes in any order.
    init(_ hashes: [UInt64]) {
        bytes = Self.sorted(hashes).withUnsafeBytes { Data($0) }
    }

    /// How many keys there are.
    var count: Int { bytes.count / 8 }

    /// Whether the file has one of an ascending list of hashes.
    func containsAny(of probes: [UInt64]) -> Bool {
        bytes.withUnsafeBytes { raw in
            let hashes = UnsafeBufferPointer(
                start: raw.baseAddress?.assumingMemoryBound(to: UInt64.self),
                count: raw.count / 8
            )
            var low = 0
            for probe in probes {
                low = Self.lowerBound(hashes, probe, from: low)
                guard low < hashes.count else { return false }
                if UInt64(littleEndian: hashes[low]) == probe { return true }
            }
            return false
        }
    }

    private static func lowerBound(_ hashes: UnsafeBufferPointer<UInt64>, _ probe: UInt64, from start: Int) -> Int {
        var (low, high) = (start, hashes.count)
        while low < high {
            let middle = (low + high) / 2
            if UInt64(littleEndian: hashes[middle]) < probe { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Hashes are spread evenly, so that putting them into buckets first leaves little to sort.
    private static func sorted(_ hashes: [UInt64]) -> [UInt64] {
        let bits = max(1, (hashes.count / 4).bitWidth - (hashes.count / 4).leadingZeroBitCount)
        var ends = [Int](repeating: 0, count: (1 << bits) + 1)
        for hash in hashes { ends[Int(hash >> UInt64(64 - bits)) + 1] += 1 }
        for bucket in 1..<ends.count { ends[bucket] += ends[bucket - 1] }
        return [UInt64](unsafeUninitializedCapacity: hashes.count) { result, count in
            for hash in hashes {
                let bucket = Int(hash >> UInt64(64 - bits))
                result.initializeElement(at: ends[bucket], to: hash)
                ends[bucket] += 1
            }
            // Each bucket now ends where the next one begins; insertion sort is quick on what is nearly in order.
            for index in hashes.indices.dropFirst() {
                let hash = result[index]
                var place = index
                while place > 0, result[place - 1] > hash {
                    result[place] = result[place - 1]
                    place -= 1
                }
                result[place] = hash
            }
            for index in hashes.indices { result[index] = result[index].littleEndian }
            count = hashes.count
        }
    }
}

extension KeyIndex {
    /// The columns whose values are hashed.
    struct Columns: Sendable, Equatable {
        let names: [String]

        init(_ names: [String]) { self.names = names }

        /// The hashes of a batch's keys; none without a key.
        func hashes(of batch: RecordBatch) throws -> [UInt64] {
            names.isEmpty ? [] : try keys(of: batch).rowHashes()
        }

        /// The key columns of a batch.
        func keys(of batch: RecordBatch) throws -> RecordBatch {
            try RecordBatch(names.compactMap { batch.column(named: $0) })
        }
    }
}

extension KeyIndex {
    private static let magic = Data("LTKEYS1\n".utf8)

    /// The folder of the indices of a table.
    static func folder(in table: String) -> String { "\(table)/_lighttable/keys" }

    static func path(of file: String, in table: String) -> String { "\(folder(in: table))/\(file).keys" }

    /// Removes a data file and its index.
    static func removeFile(_ file: String, in table: String) {
        FileSystem.remove("\(table)/\(file)")
        FileSystem.remove(path(of: file, in: table))
    }

    /// Writes the index of a data file that is large enough; what fails is made again when it is needed.
    static func keep(_ hashes: [UInt64], of columns: Columns, file: String, in table: String) {
        guard hashes.count >= leastRows, !file.contains("/") else { return }
        KeyIndex(hashes).keep(of: columns, file: file, in: table)
    }

    /// Gives a data file that has the same keys as another the index of that one, if there is one.
    static func share(of former: String, with file: String, in table: String) {
        guard !former.contains("/"), !file.contains("/") else { return }
        _ = link(path(of: former, in: table), path(of: file, in: table))
    }

    func keep(of columns: Columns, file: String, in table: String) {
        guard count >= Self.leastRows, !file.contains("/") else { return }
        let path = Self.path(of: file, in: table)
        let temporary = "\(path).\(UUID().uuidString).tmp"
        mkdir("\(table)/_lighttable", 0o777)
        mkdir(Self.folder(in: table), 0o777)
        guard FileManager.default.createFile(atPath: temporary, contents: header(columns) + bytes) else { return }
        if rename(temporary, path) != 0 { unlink(temporary) }
    }

    /// Reads the index of a data file; `nil` when there is none that can be trusted.
    static func read(of columns: Columns, file: String, in table: String) -> KeyIndex? {
        let url = URL(filePath: path(of: file, in: table))
        guard let data = try? Data(contentsOf: url, options: .alwaysMapped), data.count >= 24 else { return nil }
        let index = KeyIndex(bytes: data.dropFirst(24))
        return index.header(columns) == data.prefix(24) ? index : nil
    }

    private init(bytes: Data) { self.bytes = bytes }

    /// The format, what the keys are of, and a checksum.
    private func header(_ columns: Columns) -> Data {
        var header = Self.magic
        withUnsafeBytes(of: Self.digest(columns).littleEndian) { header.append(contentsOf: $0) }
        withUnsafeBytes(of: checksum.littleEndian) { header.append(contentsOf: $0) }
        return header
    }

    private static func digest(_ columns: Columns) -> UInt64 {
        columns.names.joined(separator: "\n").utf8
            .reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }

    private var checksum: UInt64 {
        bytes.withUnsafeBytes { raw in
            var sum = UInt64(raw.count)
            for offset in stride(from: 0, to: raw.count - 7, by: 8) {
                let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
                sum = (sum ^ word) &* 0x9e37_79b9_7f4a_7c15
                sum ^= sum >> 29
            }
            return sum
        }
    }
}
