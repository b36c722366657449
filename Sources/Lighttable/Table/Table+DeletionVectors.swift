import DeltaLog
import Foundation

extension Table {
    private static let deletionVectorFormat: UInt8 = 1

    /// Which rows of a data file no longer count, `nil` when all do.
    ///
    /// - Throws: A ``LighttableError`` when the vector is missing or damaged.
    func deletionVector(of file: AddFile) throws -> DeletionVector? {
        guard let descriptor = file.deletionVector else { return nil }
        var vectorFile = path(of: file)
        do {
            guard !descriptor.isInline else { return try DeletionVector(descriptor) }
            let section = try descriptor.section
            vectorFile = path(ofLogged: section.file)
            return try DeletionVector(descriptor, section: try Self.read(section.bytes, of: vectorFile))
        } catch let error as DeltaError {
            throw LighttableError(.malformedFile, error.message, at: .init(table: name, file: vectorFile), cause: error)
        }
    }

    /// The part of a file with a vector; less of it where the file ends before.
    private static func read(_ section: Range<Int64>, of path: String) throws -> Data {
        guard let handle = FileHandle(forReadingAtPath: path) else { throw FileSystem.failure("cannot read", path) }
        defer { try? handle.close() }
        do {
            let format = try handle.read(upToCount: 1)?.first
            guard format == deletionVectorFormat else { return Data() }
            try handle.seek(toOffset: UInt64(section.lowerBound))
            return try handle.read(upToCount: section.count) ?? Data()
        } catch {
            throw FileSystem.failure("cannot read", path)
        }
    }
}
