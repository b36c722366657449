import DeltaLog
import Foundation

/// The smallest valid pieces of a log.
enum Fixtures {
    static let schema = DeltaSchema(fields: [DeltaField("id", .long), DeltaField("name", .string)])
    static let protocolLine = #"{"protocol":{"minReaderVersion":1,"minWriterVersion":2}}"#
    static let metadataLine =
        #"{"metaData":{"id":"m","format":{"provider":"parquet","options":{}},"schemaString":"\#(quoted(schema.json))","partitionColumns":[],"configuration":{}}}"#
    static let first = protocolLine + "\n" + metadataLine + "\n"
    static let now: @Sendable () -> Date = { Date(timeIntervalSince1970: 1_760_000_000) }

    static func metadata(_ configuration: [String: String] = [:], schema: DeltaSchema = schema) -> Metadata {
        Metadata(id: "m", schema: schema, configuration: configuration)
    }

    static func metadataLine(schema: DeltaSchema, configuration: String = "{}") -> String {
        #"{"metaData":{"id":"m","schemaString":"\#(quoted(schema.json))","partitionColumns":[],"configuration":\#(configuration)}}"#
    }

    static func add(_ path: String, dataChange: Bool = true) -> AddFile {
        AddFile(path: path, size: 10, modificationTime: 5, dataChange: dataChange)
    }

    static func addLine(_ path: String, dataChange: Bool = true) -> String {
        #"{"add":{"path":"\#(path)","partitionValues":{},"size":10,"modificationTime":5,"dataChange":\#(dataChange)}}"#
    }

    static func removeLine(_ path: String, dataChange: Bool = true) -> String {
        #"{"remove":{"path":"\#(path)","deletionTimestamp":9,"dataChange":\#(dataChange)}}"#
    }

    static func remove(_ path: String, dataChange: Bool = true) -> Action {
        .remove(RemoveFile(removing: add(path), deletionTimestamp: 9, dataChange: dataChange))
    }

    static func quoted(_ text: String) -> String {
        text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"")
    }
}

extension Snapshot {
    var paths: [String] { files.map(\.path) }
}

/// The code of the error that a piece of work throws, if it throws a `DeltaError`.
func errorCode(_ body: () async throws -> Void) async -> DeltaError.Code? {
    do {
        try await body()
        return nil
    } catch {
        return (error as? DeltaError)?.code
    }
}

/// A generator that gives the same numbers for the same seed, so that a failing case can be found again.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: Int) { state = UInt64(truncatingIfNeeded: seed) }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
