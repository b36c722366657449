import Foundation

/// Reads Roaring bitmaps in their portable form, trusting nothing of what it reads.
///
/// What is kept is never larger than what was read, so damaged numbers cannot exhaust the memory.
struct RoaringReader {
    private static let cookie: UInt32 = 12346
    private static let cookieWithRuns: UInt32 = 12347
    /// With runs and fewer containers than this, the header has no offsets.
    private static let offsetThreshold = 4
    private static let greatestArray = 4096
    private static let wordsOfBitset = 1024

    private var bytes: ByteReader

    init(_ bytes: ByteReader) {
        self.bytes = bytes
    }

    /// What follows the bitmap.
    var rest: ByteReader { bytes }

    /// Reads one bitmap of 32-bit numbers.
    ///
    /// - Returns: The containers by the upper 16 bits of their numbers.
    /// - Throws: ``DeltaError`` when the bitmap is cut short or not well-formed.
    mutating func bitmap() throws -> [(key: UInt16, container: RoaringContainer)] {
        let (count, hasRun) = try header()
        let sizes = try (0..<count).map { _ in (key: try bytes.uint16(), cardinality: Int(try bytes.uint16()) + 1) }
        guard zip(sizes, sizes.dropFirst()).allSatisfy({ $0.key < $1.key }) else {
            throw ByteReader.malformed("its keys are not in order")
        }
        if hasRun == nil || count >= Self.offsetThreshold { try bytes.skip(4 * count) }
        return try sizes.enumerated()
            .map { index, size in
                (size.key, try container(isRun: hasRun?[index] ?? false, cardinality: size.cardinality))
            }
    }

    /// How many containers there are, and which of them are runs, `nil` when none can be.
    private mutating func header() throws -> (count: Int, hasRun: [Bool]?) {
        let first = try bytes.uint32()
        if first == Self.cookie {
            let count = Int(try bytes.uint32())
            guard count <= 1 << 16 else { throw ByteReader.malformed("it has too many containers") }
            return (count, nil)
        }
        guard first & 0xFFFF == Self.cookieWithRuns else { throw ByteReader.malformed("its cookie is unknown") }
        let count = Int(first >> 16) + 1
        let flags = try (0..<(count + 7) / 8).map { _ in try bytes.uint8() }
        return (count, (0..<count).map { flags[$0 / 8] & (1 << UInt8($0 % 8)) != 0 })
    }

    private mutating func container(isRun: Bool, cardinality: Int) throws -> RoaringContainer {
        let container = try isRun ? runs() : cardinality > Self.greatestArray ? bitset() : array(cardinality)
        guard container.cardinality == cardinality else {
            throw ByteReader.malformed("a container has \(container.cardinality) numbers instead of \(cardinality)")
        }
        return container
    }

    private mutating func array(_ count: Int) throws -> RoaringContainer {
        let numbers = try (0..<count).map { _ in try bytes.uint16() }
        guard zip(numbers, numbers.dropFirst()).allSatisfy(<) else {
            throw ByteReader.malformed("its numbers are not in order")
        }
        return .array(numbers)
    }

    private mutating func bitset() throws -> RoaringContainer {
        .bitset(try (0..<Self.wordsOfBitset).map { _ in try bytes.uint64() })
    }

    private mutating func runs() throws -> RoaringContainer {
        let count = Int(try bytes.uint16())
        let runs = try (0..<count)
            .map { _ -> ClosedRange<UInt16> in
                let start = try bytes.uint16()
                let (end, overflow) = start.addingReportingOverflow(try bytes.uint16())
                guard !overflow else { throw ByteReader.malformed("a run of numbers is too long") }
                return start...end
            }
        guard zip(runs, runs.dropFirst()).allSatisfy({ $0.upperBound < $1.lowerBound }) else {
            throw ByteReader.malformed("its runs of numbers are not in order")
        }
        return .runs(runs)
    }
}
