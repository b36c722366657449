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
            archive += number(0x0403_4B50, 4) + number(20, 2) + common + Data(name.utf8) + contents
            directory += number(0x0201_4B50, 4) + number(20, 2) + number(20, 2) + common
            directory += Data(count: 10) + number(start, 4) + Data(name.utf8)
        }
        let start = archive.count
        archive += directory + number(0x0605_4B50, 4) + Data(count: 4) + number(files.count, 2)
        return archive + number(files.count, 2) + number(directory.count, 4) + number(start, 4) + Data(count: 2)
    }

    /// What the local header and the directory say alike.
    private static func header(_ name: String, _ contents: Data) -> Data {
        Data(count: 8) + number(Int(checksum(contents)), 4) + number(contents.count, 4) + number(contents.count, 4)
            + number(name.utf8.count, 2) + Data(count: 2)
    }

    private static func number(_ value: Int, _ bytes: Int) -> Data {
        Data((0..<bytes).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) })
    }

    private static func checksum(_ contents: Data) -> UInt32 {
        ~contents.reduce(~UInt32(0)) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { rest, _ in rest & 1 == 1 ? (rest >> 1) ^ 0xEDB8_8320 : rest >> 1 }
        }
    }
}
