import Columnar
import Foundation
import Testing

@Suite("Damaged Parquet files")
struct DamagedParquetTests {
    @Test("a changed bit anywhere in the pages is an error or changes nothing", arguments: ParquetCompression.allCases)
    func changedBits(compression: ParquetCompression) async throws {
        let folder = try ScratchFolder()
        let path = folder.path("x.parquet")
        let columns = [
            try column("n", .int64, (0..<40).map { $0 % 7 == 0 ? .null : .int($0 * 1_000_003) }),
            try column("s", .string, (0..<40).map { .string("row \($0 % 9)") }),
        ]
        try await write(columns, to: path, options: ParquetWriterOptions(compression: compression))
        let expected = try await contents(try ParquetFile.batches(at: path))
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        let footer = bytes[(bytes.count - 8)...].prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        var noticed = 0
        for position in stride(from: 4, to: bytes.count - 8 - footer, by: 3) {
            var damaged = bytes
            damaged[position] ^= 1 << UInt8(position % 8)
            let copy = try folder.write(damaged, to: "y.parquet")
            guard let read = try? await contents(try ParquetFile.batches(at: copy)) else {
                noticed += 1
                continue
            }
            let isSame = read == expected
            #expect(isSame, "bit \(position % 8) of byte \(position)")
        }
        #expect(noticed > 50)
    }

    @Test("a file that is changed after it was read is looked at anew, however little is changed")
    func changedLater() async throws {
        let folder = try ScratchFolder()
        let path = folder.path("x.parquet")
        let numbers = try column("n", .int64, (0..<40).map { .int($0 * 1_000_003) })
        let options = ParquetWriterOptions(compression: .none, dictionaryBytes: 0)
        try await write([numbers], to: path, options: options)
        for _ in 0..<2 { #expect(try await contents(try ParquetFile.batches(at: path))[0] == values(numbers)) }
        let file = try FileHandle(forUpdating: URL(filePath: path))
        let contents = [UInt8](try #require(try file.readToEnd()))
        let last = withUnsafeBytes(of: (39 * 1_000_003).littleEndian) { Array($0) }
        let place = try #require((0..<contents.count - 8).first { Array(contents[$0..<$0 + 8]) == last })
        try file.seek(toOffset: UInt64(place))
        try file.write(contentsOf: [0xff])
        try file.close()
        let error = await #expect(throws: ColumnarError.self) {
            for try await _ in try ParquetFile.batches(at: path) {}
        }
        #expect(error?.message.contains("checksum") == true)
    }
}
