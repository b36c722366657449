internal import CObjectStore
import Columnar
import Foundation
import Lighttable

/// A folder of a bucket into which files are put.
package struct S3Folder: Sendable {
    /// Its address, `s3://bucket/path`.
    package let path: String
    private let options: S3Options

    /// Creates a folder; nothing is asked yet.
    ///
    /// - Parameters:
    ///   - bucket: The bucket.
    ///   - path: What its objects' keys begin with, without a slash at the ends.
    ///   - options: Where the bucket is, and by whose keys.
    package init(bucket: String, path: String, options: S3Options) {
        self.path = "s3://\(bucket)/\(path)"
        self.options = options
    }

    /// The address that a file will have.
    ///
    /// - Parameter name: The file's name in the folder.
    /// - Returns: Its address, `s3://bucket/path/name`.
    package func address(of name: String) -> String { "\(path)/\(name)" }

    /// Puts a file there, unless there is one of that name and size.
    ///
    /// - Parameters:
    ///   - file: The file's path.
    ///   - name: Its name in the folder.
    ///   - mediaType: What those who fetch it are told that it is, such as `image/png`.
    /// - Throws: A ``LighttableError`` that names the address and says what to do; `CancellationError`.
    package func put(_ file: String, as name: String, mediaType: String) async throws {
        let (address, options) = (try S3Address(address(of: name)), options)
        try await BlockingExecutor(label: "lighttable.s3")
            .run {
                var failure = cobjects_failure()
                let isThere = try address.withStore(options) {
                    cobjects_put($0, address.path, file, mediaType, &failure)
                }
                guard isThere else { throw S3Failure(failure, whileWriting: address).error }
            }
    }

    /// Removes all that is in it.
    ///
    /// - Throws: A ``LighttableError`` that names the address and says what to do; `CancellationError`.
    package func remove() async throws {
        let (address, options) = (try S3Address(path), options)
        try await BlockingExecutor(label: "lighttable.s3")
            .run {
                var failure = cobjects_failure()
                let isGone = try address.withStore(options) { cobjects_remove_all($0, address.path, &failure) }
                guard isGone else { throw S3Failure(failure, whileWriting: address).error }
            }
    }
}
