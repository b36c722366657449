import Columnar
import Foundation
import Testing

@Suite("CSV is read from every encoding")
struct CSVEncodingTests {
    private static let text = "a,b\n1,żółw 🐢\n\"2\n\",x\n"
    private static let expected: [[Value]] = [[.string("1"), .string("2\n")], [.string("żółw 🐢"), .string("x")]]

    private static let bigEndian = text.utf16.flatMap { unit in [UInt8(unit >> 8), UInt8(unit & 0xff)] }
    private static let littleEndian = text.utf16.flatMap { unit in [UInt8(unit & 0xff), UInt8(unit >> 8)] }

    @Test("a byte order mark is no part of the first name", arguments: blockSizes)
    func byteOrderMarks(blockBytes: Int) throws {
        let utf8 = [0xef, 0xbb, 0xbf] + Array(Self.text.utf8)
        let little = [0xff, 0xfe] + Self.littleEndian
        let big = [0xfe, 0xff] + Self.bigEndian
        let cases: [([UInt8], [String?])] = [
            (utf8, [nil, "utf-8", "UTF8"]), (little, [nil, "utf-16", "utf-16le"]), (big, [nil, "utf-16", "utf-16be"]),
        ]
        for (bytes, encodings) in cases {
            for encoding in encodings {
                let reader = try open(bytes, blockBytes, encoding)
                #expect(reader.names == ["a", "b"])
                #expect(try contents(reader) == Self.expected)
            }
        }
    }

    @Test("one-byte encodings are decoded", arguments: blockSizes)
    func oneByteEncodings(blockBytes: Int) throws {
        let bytes = Array("a\ncaf".utf8) + [0xe9, 0x0a]
        #expect(try contents(try open(bytes, blockBytes, "latin1")) == [[.string("café")]])
        #expect(try contents(try open(bytes, blockBytes, "windows-1252")) == [[.string("café")]])
    }

    @Test("bytes that are not UTF-8 are found with their line", arguments: blockSizes)
    func notUTF8(blockBytes: Int) throws {
        let reader = try open(Array("a\nok\ncaf".utf8) + [0xe9, 0x0a], blockBytes, nil)
        let misfit = #expect(throws: CSVMisfit.self) { try contents(reader) }
        #expect(misfit?.value?.line == 3)
        let error = #expect(throws: ColumnarError.self) { try open([0xe9, 0x0a, 0x31, 0x0a], blockBytes, nil) }
        #expect(error?.code == .encoding)
        #expect(error?.line == 1)
    }

    @Test("bytes that are no character of the encoding, and encodings that do not exist", arguments: blockSizes)
    func badEncodings(blockBytes: Int) throws {
        let cut = [0xff, 0xfe] + Self.littleEndian + [0x31]
        let error = #expect(throws: ColumnarError.self) { try contents(try open(cut, blockBytes, nil)) }
        #expect(error?.code == .encoding)
        let unknown = #expect(throws: ColumnarError.self) { try open(Array("a\n".utf8), blockBytes, "klingon") }
        #expect(unknown?.message.contains("unknown encoding 'klingon'") == true)
    }

    @Test(
        "compressed files are known by their first bytes",
        arguments: [
            "H4sIAAAAAAACA0vUSeIy1KngMtKp5AIAwpZ+nQwAAAA=", "KLUv/SAMYQAAYSxiCjEseAoyLHkK",
            "QlpoOTFBWSZTWbzHKEUAAARZgAAQAAQwADAAAGAgADEMCCNBmo4EIheLuSKcKEheY5QigA==",
        ],
        blockSizes
    )
    func compressed(base64: String, blockBytes: Int) throws {
        let bytes = try #require(Data(base64Encoded: base64))
        let folder = try ScratchFolder()
        let reader = try CSVReader(path: try folder.write(bytes), options: csvOptions(blockBytes: blockBytes))
        #expect(try contents(reader) == [[.string("1"), .string("2")], [.string("x"), .string("y")]])
        #expect(reader.progress.totalBytes == bytes.count)
        #expect(reader.progress.bytesRead == bytes.count)
        try reader.rewind()
        #expect(try contents(reader).first?.count == 2)
    }

    @Test("a compressed file that is cut short is an error")
    func cutCompressed() throws {
        let bytes = try #require(Data(base64Encoded: "H4sIAAAAAAACA0vUSeIy1KngMtKp5AIAwpZ+nQwAAAA="))
        #expect(throws: ColumnarError.self) { try contents(try open(Array(bytes.prefix(18)), 1 << 20, nil)) }
    }

    private func open(_ bytes: [UInt8], _ blockBytes: Int, _ encoding: String?) throws -> CSVReader {
        let folder = try ScratchFolder()
        return try CSVReader(
            path: try folder.write(bytes),
            options: csvOptions(blockBytes: blockBytes) { $0.encoding = encoding }
        )
    }
}
