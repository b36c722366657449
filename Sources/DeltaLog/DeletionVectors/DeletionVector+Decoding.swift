public import Foundation

extension DeletionVector {
    private static let nativeMagic: UInt32 = 1_681_511_376
    private static let portableMagic: UInt32 = 1_681_511_377

    /// Reads a vector out of a data file's descriptor, or out of the part of a file that it points to.
    ///
    /// - Parameters:
    ///   - descriptor: what the log says about the vector
    ///   - section: the bytes at ``DeletionVectorDescriptor/section``; not used for a vector within the log
    /// - Throws: ``DeltaError`` of code ``DeltaError/Code/malformedDeletionVector``.
    public init(_ descriptor: DeletionVectorDescriptor, section: Data = Data()) throws {
        let data = try descriptor.isInline ? Self.inline(descriptor) : Self.checked(section, descriptor)
        self.init(blocks: try Self.blocks(data))
        guard cardinality == descriptor.cardinality else {
            throw ByteReader.malformed("it hides \(cardinality) rows, but the log says \(descriptor.cardinality)")
        }
    }

    private static func inline(_ descriptor: DeletionVectorDescriptor) throws -> Data {
        guard let bytes = descriptor.inlineBytes else {
            throw ByteReader.malformed("its text in the log cannot be decoded")
        }
        return Data(bytes)
    }

    /// The vector between its size and its checksum, which have their highest byte first.
    private static func checked(_ section: Data, _ descriptor: DeletionVectorDescriptor) throws -> Data {
        var bytes = ByteReader(section)
        guard Int64(try bytes.uint32().byteSwapped) == descriptor.sizeInBytes else {
            throw ByteReader.malformed("its size is not the one in the log")
        }
        let data = try bytes.data(Int(descriptor.sizeInBytes))
        guard try bytes.uint32().byteSwapped == CRC32.checksum(of: data) else {
            throw ByteReader.malformed("its checksum is wrong")
        }
        return data
    }

    private static func blocks(_ data: Data) throws -> [Int: RoaringContainer] {
        var bytes = ByteReader(data)
        let magic = try bytes.uint32()
        if magic == portableMagic { return try portableBlocks(bytes) }
        if magic == nativeMagic { return try nativeBlocks(bytes, UInt32.init(littleEndian:)) }
        // The example of the protocol's own text has these numbers the other way round.
        if magic.byteSwapped == nativeMagic { return try nativeBlocks(bytes, UInt32.init(bigEndian:)) }
        throw ByteReader.malformed("its format \(magic) is unknown")
    }

    /// Bitmaps with their keys.
    private static func portableBlocks(_ bytes: ByteReader) throws -> [Int: RoaringContainer] {
        var bytes = bytes
        var blocks: [Int: RoaringContainer] = [:]
        var remaining = try bytes.uint64()
        var last: UInt32?
        while remaining > 0 {
            let key = try bytes.uint32()
            guard key <= UInt32(Int32.max), last.map({ $0 < key }) ?? true else {
                throw ByteReader.malformed("its keys are not in order")
            }
            var reader = RoaringReader(bytes)
            try add(&reader, key: Int(key), to: &blocks)
            bytes = reader.rest
            last = key
            remaining -= 1
        }
        return blocks
    }

    /// Bitmaps with their sizes, for keys from 0 on.
    private static func nativeBlocks(
        _ bytes: ByteReader,
        _ number: (UInt32) -> UInt32
    ) throws -> [Int: RoaringContainer] {
        var bytes = bytes
        var blocks: [Int: RoaringContainer] = [:]
        for key in 0..<Int(number(try bytes.uint32())) {
            let size = Int(number(try bytes.uint32()))
            var reader = RoaringReader(ByteReader(try bytes.data(size)))
            try add(&reader, key: key, to: &blocks)
        }
        return blocks
    }

    private static func add(_ reader: inout RoaringReader, key: Int, to blocks: inout [Int: RoaringContainer]) throws {
        for (low, container) in try reader.bitmap() { blocks[key << 16 | Int(low)] = container }
    }
}
