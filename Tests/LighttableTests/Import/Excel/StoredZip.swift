import Foundation

/// Writes zip archives without compression.
enum StoredZip {
    /// An archive of files, in order.
    static func archive(_ files: [(name: String, contents: Data)]) -> Data {
        var archive = Data()
        var directory = Data()
        for (name, contents) in files {
            let start = archive.count
            let common = header(name, contents)
            for part in [number(0x0403_4B50, 4), number(20, 2), common, Data(name.utf8), contents] { archive += part }
            for part in [number(0x0201_4B50, 4), number(20, 2), number(20, 2), common] { directory += part }
            for part in [Data(count: 10), number(start, 4), Data(name.utf8)] { directory += part }
        }
        let start = archive.count
        let count = number(files.count, 2)
        let end = [number(0x0605_4B50, 4), Data(count: 4), count, count, number(directory.count, 4), number(start, 4)]
        return ([archive, directory] + end + [Data(count: 2)]).reduce(into: Data()) { $0 += $1 }
    }

    /// What the local header and the directory say alike.
    private static func header(_ name: String, _ contents: Data) -> Data {
        let size = number(contents.count, 4)
        let parts = [Data(count: 8), number(Int(checksum(contents)), 4), size, size, number(name.utf8.count, 2)]
        return (parts + [Data(count: 2)]).reduce(into: Data()) { $0 += $1 }
    }

    private static func number(_ value: Int, _ bytes: Int) -> Data {
        Data((0..<bytes).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) })
    }

    private static func checksum(_ contents: Data) -> UInt32 {
        var sum = ~UInt32(0)
        for byte in contents {
            sum ^= UInt32(byte)
            for _ in 0..<8 {
                let isOdd = sum & 1 == 1
                sum >>= 1
                if isOdd { sum ^= 0xEDB8_8320 }
            }
        }
        return ~sum
    }
}
