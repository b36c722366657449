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
        guard let object = cobjects_open(try address.store(options), address.path, &failure) else {
            throw failure.error(address)
        }
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
        guard read >= 0 else { throw failure.error(address) }
        return data.prefix(Int(read))
    }
}

extension cobjects_failure {
    /// The failure in the words of a user.
    fileprivate func error(_ address: S3Address) -> LighttableError {
        let said = withUnsafeBytes(of: message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        let (code, message): (LighttableError.Code, String) =
            switch reason {
            case cobjects_missing: (.fileNotFound, "there is no such object; check bucket and key")
            case cobjects_forbidden:
                (
                    .permissionDenied,
                    "S3 does not let you read it; check the keys: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a "
                        + "profile in ~/.aws (AWS_PROFILE), and that they may read the bucket"
                )
            case cobjects_unsupported:
                (.unsupported, "this build of Apache Arrow cannot read S3; install one with its S3 library")
            default:
                (.inputOutput, "S3 could not be asked (\(said.prefix(300))); check AWS_ENDPOINT_URL and the network")
            }
        return LighttableError(code, message, at: .init(file: address.name))
    }
}
