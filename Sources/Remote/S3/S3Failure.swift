internal import CObjectStore
import Lighttable

/// What S3 refused, in the words of a user.
struct S3Failure {
    let error: LighttableError

    /// - Parameters:
    ///   - failure: What the library says.
    ///   - address: The object that was to be read.
    init(_ failure: cobjects_failure, whileReading address: S3Address) {
        self.init(failure, address.name, deed: "read", missing: "there is no such object; check bucket and key")
    }

    /// - Parameters:
    ///   - failure: What the library says.
    ///   - address: The object that was to be made or removed.
    init(_ failure: cobjects_failure, whileWriting address: S3Address) {
        self.init(failure, address.name, deed: "write", missing: "there is no such bucket; check its name")
    }

    private init(_ failure: cobjects_failure, _ name: String, deed: String, missing: String) {
        let said = withUnsafeBytes(of: failure.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        let (code, message): (LighttableError.Code, String) =
            switch failure.reason {
            case cobjects_missing: (.fileNotFound, missing)
            case cobjects_forbidden:
                (
                    .permissionDenied,
                    "S3 does not let you \(deed) it; check the keys: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a "
                        + "profile in ~/.aws (AWS_PROFILE), and that they may \(deed) in the bucket"
                )
            case cobjects_unsupported:
                (.unsupported, "this build of Apache Arrow cannot \(deed) S3; install one with its S3 library")
            default:
                (.inputOutput, "S3 could not be asked (\(said.prefix(300))); check AWS_ENDPOINT_URL and the network")
            }
        error = LighttableError(code, message, at: .init(file: name))
    }
}
