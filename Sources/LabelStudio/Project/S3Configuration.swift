import Foundation
import JSON
import Lighttable
import Remote

/// The S3 import storage of a project, by which Label Studio reads media that are addressed as `s3://`.
///
/// The keys are those of the SDK's `connect_s3_import_storage`
/// (https://labelstud.io/guide/storage#Set-up-an-S3-connection-with-the-API).
///
/// ```swift
/// let storage = try S3Configuration(["bucket": "my-bucket", "region_name": "us-east-2"])
/// ```
///
/// The keys of the account go to the server and nowhere else: not into the table, nor into messages.
public struct S3Configuration: Sendable, Hashable {
    /// The title of a storage that is given none.
    public static let defaultTitle = "Lighttable-S3-Import-Storage"

    private enum Kind { case text, flag, number }

    private static let kinds: [String: Kind] = [
        "bucket": .text, "prefix": .text, "regex_filter": .text, "use_blob_urls": .flag, "presign": .flag,
        "presign_ttl": .number, "title": .text, "description": .text, "aws_access_key_id": .text,
        "aws_secret_access_key": .text, "aws_session_token": .text, "region_name": .text, "s3_endpoint": .text,
        "recursive_scan": .flag,
    ]
    private static let credentials = ["aws_access_key_id", "aws_secret_access_key", "aws_session_token"]

    /// The values by key, as the server takes them.
    private var values: [String: JSONValue]

    /// A storage from values as text; `true` and `false` for flags.
    ///
    /// - Parameter values: By key; `bucket` has to be there.
    /// - Throws: ``LabelStudioError`` of code `notConfigured` that names the key, or the nearest one.
    public init(_ values: [String: String]) throws {
        self.values = [:]
        for (key, value) in values.sorted(by: { $0.key < $1.key }) {
            guard let kind = Self.kinds[key] else { throw Self.unknown(key) }
            self.values[key] = try Self.value(value, kind, key)
        }
        guard self.values["bucket"]?.stringValue?.isEmpty == false else {
            throw LabelStudioError(.notConfigured, "the S3 configuration names no `bucket`: add bucket=NAME")
        }
    }

    /// A storage as a table or a server describes it; what else they say of it is left out.
    ///
    /// - Parameter json: An object; nil comes of one that names no bucket.
    init?(_ json: JSONValue?) {
        values = (json?.objectValue?.dictionary ?? [:]).filter { Self.kinds[$0.key] != nil && !$0.value.isNull }
        guard !bucket.isEmpty else { return nil }
    }

    /// The bucket.
    public var bucket: String { values["bucket"]?.stringValue ?? "" }

    /// What the keys of its objects begin with.
    var prefix: String { values["prefix"]?.stringValue ?? "" }

    /// The server, where it is not AWS.
    var endpoint: String? { values["s3_endpoint"]?.stringValue.flatMap { $0.isEmpty ? nil : $0 } }

    /// The region of the bucket.
    var region: String? { values["region_name"]?.stringValue.flatMap { $0.isEmpty ? nil : $0 } }

    /// The keys that it has.
    var keys: S3Options.Keys? {
        guard let id = values["aws_access_key_id"]?.stringValue,
            let secret = values["aws_secret_access_key"]?.stringValue
        else { return nil }
        return S3Options.Keys(id: id, secret: secret, token: values["aws_session_token"]?.stringValue)
    }

    /// What the table remembers of it: all but the keys.
    var setting: JSONValue {
        .object(JSONObject(values.filter { !Self.credentials.contains($0.key) }))
    }

    /// Whether another storage shows the same objects.
    func isSamePlace(as other: S3Configuration) -> Bool {
        bucket == other.bucket && prefix == other.prefix && endpoint == other.endpoint
    }

    /// The storage with the account's keys, where it has none, from the environment or the files of the AWS tools.
    func completed(environment: [String: String] = ProcessInfo.processInfo.environment) -> S3Configuration {
        var completed = self
        let account = AWSAccount(environment: environment)
        if !Self.credentials.contains(where: { values[$0] != nil }) {
            for (key, value) in account.credentials { completed.values[key] = .string(value) }
        }
        if values["region_name"] == nil, let region = account.region {
            completed.values["region_name"] = .string(region)
        }
        return completed
    }

    /// The storage as the server is told of it.
    func body(project: Int) -> JSONValue {
        var body: JSONObject = ["project": .int(project), "title": .string(Self.defaultTitle), "use_blob_urls": true]
        for (key, value) in values.sorted(by: { $0.key < $1.key }) { body[key] = value }
        return .object(body)
    }

    private static func value(_ text: String, _ kind: Kind, _ key: String) throws -> JSONValue {
        switch kind {
        case .text: return .string(text)
        case .flag:
            guard let flag = Bool(text.lowercased()) else {
                throw LabelStudioError(
                    .notConfigured,
                    "`\(key)` of the S3 configuration is true or false, not `\(text)`"
                )
            }
            return .bool(flag)
        case .number:
            guard let number = Int(text), number > 0 else {
                throw LabelStudioError(
                    .notConfigured,
                    "`\(key)` of the S3 configuration is a number of minutes, not `\(text)`"
                )
            }
            return .int(number)
        }
    }

    private static func unknown(_ key: String) -> LabelStudioError {
        let hint = NearestName.hint(for: key, among: kinds.keys.sorted())
        return LabelStudioError(.notConfigured, "the S3 configuration has no `\(key)`: \(hint)")
    }
}

extension S3Configuration: CustomStringConvertible, CustomReflectable {
    /// The bucket; keys are secret.
    public var description: String { "s3://\(bucket)" }

    /// The bucket; keys are secret.
    public var customMirror: Mirror { Mirror(self, children: ["bucket": bucket]) }
}
