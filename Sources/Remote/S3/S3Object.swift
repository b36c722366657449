internal import CObjectStore
import Foundation
import Lighttable

/// An object of S3 that is open for reading; its calls block.
final class S3Object: @unchecked Sendable {
    /// Its size in bytes.
    let size: Int
    /// What changes whenever the contents do; `nil` when the server does not say.
    let tag: String?
    private let address: S3Address
    /// Arrow's files may be read by several threads.
    private let object: OpaquePointer

    /// Opens an object.
    ///
    /// - Throws: A ``LighttableError`` that names the address and says what to do.
    init(_ address: S3Address, _ options: S3Options) throws {
        var failure = cobjects_failure()
        let object = try address.withStore(options) { cobjects_open($0, address.path, &failure) }
        guard let object else { throw S3Failure(failure, whileReading: address).error }
        self.address = address
        self.object = object
        size = Int(cobjects_size(object))
        let tag = String(cString: cobjects_tag(object))
        self.tag = tag.isEmpty ? nil : tag
    }

    deinit { cobjects_close(object) }

    /// Reads from a place on; fewer bytes than wanted come only at the end.
    ///
    /// - Throws: A ``LighttableError`` that names the address and says what to do.
    func read(from offset: Int, _ count: Int) throws -> Data {
        var failure = cobjects_failure()
        var data = Data(count: count)
        let read = data.withUnsafeMutableBytes { buffer in
            cobjects_read(object, Int64(offset), buffer.baseAddress, Int64(count), &failure)
        }
        guard read >= 0 else { throw S3Failure(failure, whileReading: address).error }
        return data.prefix(Int(read))
    }
}
