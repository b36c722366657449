extension DeletionVectorDescriptor {
    /// Whether the vector is within the log, so that there is no file to read.
    public var isInline: Bool { storageType == "i" }

    /// The bytes of a file that hold the vector, with its size before and its checksum behind it.
    ///
    /// - Throws: ``DeltaError`` of code ``DeltaError/Code/malformedDeletionVector`` when the log does not say where.
    public var section: (file: String, bytes: Range<Int64>) {
        get throws {
            guard storageType == "u" || storageType == "p" else {
                throw ByteReader.malformed("the log keeps it in an unknown way, '\(storageType)'")
            }
            guard let filePath, let offset, (0...Int64.max >> 1).contains(offset),
                (0...Int64(Int32.max)).contains(sizeInBytes)
            else { throw ByteReader.malformed("the log does not say where it is") }
            return (filePath, offset..<offset + 4 + sizeInBytes + 4)
        }
    }
}
