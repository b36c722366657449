import DeltaLog
import Foundation
import Testing

@Suite struct DeletionVectorTests {
    /// The example of the protocol (https://github.com/delta-io/delta/blob/master/PROTOCOL.md#derived-fields).
    @Test func aFileIsNamedByAPrefixAndAUUID() throws {
        let descriptor = DeletionVectorDescriptor(
            storageType: "u",
            pathOrInlineDv: "ab^-aqEH.-t@S}K{vb[*k^",
            offset: 4,
            sizeInBytes: 40,
            cardinality: 6
        )
        #expect(descriptor.filePath == "ab/deletion_vector_d2c639aa-8816-431a-aaf6-d3fe2512ff61.bin")
        #expect(try descriptor.section.bytes == 4..<52)
        #expect(descriptor.uniqueId == "uab^-aqEH.-t@S}K{vb[*k^@4")
    }

    @Test(arguments: 0..<20) func aVectorHidesTheRowsThatWereWritten(seed: UInt64) throws {
        var generator = Seeded(seed: seed)
        let hidden = Set((0..<generator.next(upTo: 9_000)).map { _ in Int(generator.next(upTo: 140_000)) })
        let vector = try VectorFile(hidden.sorted()).vector()
        #expect(vector.cardinality == hidden.count)
        for start in [0, 1, 65_535, 70_000] {
            let range = start..<start + 65_536
            let kept = vector.keptRows(of: range) ?? [Bool](repeating: true, count: range.count)
            #expect(zip(range, kept).allSatisfy { hidden.contains($0) != $1 })
        }
        #expect(vector.keptRows(of: 200_000..<300_000) == nil)
    }

    @Test func aVectorReachesBeyond32Bits() throws {
        let vector = try VectorFile([3, 1 << 32 + 5, 1 << 40]).vector()
        #expect(vector.keptRows(of: 1 << 32 + 4..<1 << 32 + 7) == [true, false, true])
        #expect(vector.keptRows(of: 1 << 40..<1 << 40 + 1) == [false])
    }

    @Test(arguments: 0..<400) func aDamagedVectorIsAnErrorAndNeverACrash(seed: UInt64) throws {
        var generator = Seeded(seed: seed)
        var file = VectorFile((0..<generator.next(upTo: 5_000)).map { Int($0) * 3 })
        for _ in 0...generator.next(upTo: 3) {
            file.data[Int(generator.next(upTo: UInt64(file.data.count)))] = UInt8(generator.next(upTo: 256))
        }
        if generator.next(upTo: 3) == 0 { file.data.removeLast(Int(generator.next(upTo: UInt64(file.data.count)))) }
        do {
            #expect(try file.vector().cardinality == file.cardinality)
        } catch let error as DeltaError {
            #expect(error.code == .malformedDeletionVector)
        }
    }

    @Test func everyBytePastTheEndIsMissed() throws {
        let file = VectorFile([1, 2, 70_000])
        for count in 0..<file.section.count {
            let error = #expect(throws: DeltaError.self) {
                try DeletionVector(file.descriptor, section: file.section.prefix(count))
            }
            #expect(error?.code == .malformedDeletionVector)
        }
    }
}

/// A deletion vector as another engine writes it into a file.
private struct VectorFile {
    let cardinality: Int64
    var data: Data

    init(_ positions: [Int]) {
        cardinality = Int64(positions.count)
        let bitmaps = Dictionary(grouping: positions) { $0 >> 32 }.sorted { $0.key < $1.key }
        data = Self.bytes(UInt32(1_681_511_377)) + Self.bytes(UInt64(bitmaps.count))
        for (key, positions) in bitmaps { data += Self.bytes(UInt32(key)) + Self.bitmap(positions) }
    }

    var descriptor: DeletionVectorDescriptor {
        DeletionVectorDescriptor(
            storageType: "u",
            pathOrInlineDv: "^-aqEH.-t@S}K{vb[*k^",
            offset: 1,
            sizeInBytes: Int64(data.count),
            cardinality: cardinality
        )
    }

    var section: Data {
        Self.bytes(UInt32(data.count).bigEndian) + data + Self.bytes(checksum.bigEndian)
    }

    func vector() throws -> DeletionVector {
        try DeletionVector(descriptor, section: section)
    }

    private var checksum: UInt32 {
        var sum = ~UInt32(0)
        for byte in data {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = (sum & 1 == 0 ? 0 : 0xEDB8_8320 as UInt32) ^ (sum >> 1) }
        }
        return ~sum
    }

    private static func bitmap(_ positions: [Int]) -> Data {
        let groups = Dictionary(grouping: positions) { ($0 >> 16) & 0xFFFF }.sorted { $0.key < $1.key }
        var bitmap = bytes(UInt32(12346)) + bytes(UInt32(groups.count))
        for (key, values) in groups { bitmap += bytes(UInt16(key)) + bytes(UInt16(values.count - 1)) }
        bitmap += Data(count: 4 * groups.count)
        for (_, values) in groups { bitmap += container(values.map { UInt16(truncatingIfNeeded: $0) }) }
        return bitmap
    }

    private static func container(_ values: [UInt16]) -> Data {
        guard values.count > 4096 else { return values.reduce(into: Data()) { $0 += bytes($1) } }
        var words = [UInt64](repeating: 0, count: 1024)
        for value in values { words[Int(value) >> 6] |= 1 << UInt64(value & 63) }
        return words.reduce(into: Data()) { $0 += bytes($1) }
    }

    private static func bytes(_ number: some FixedWidthInteger) -> Data {
        withUnsafeBytes(of: number.littleEndian) { Data($0) }
    }
}

/// A generator that gives the same numbers each time.
private struct Seeded {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed &+ 0x9E37_79B9_7F4A_7C15
    }

    mutating func next(upTo bound: UInt64) -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state >> 33) % bound
    }
}
