public import Foundation
import JSON

/// The file `_last_checkpoint`, by which a reader finds the newest checkpoint without listing the whole log.
///
/// It is only a hint: the file may be missing, old, or point at nothing.
public struct LastCheckpoint: Sendable, Equatable {
    /// The name of the file.
    public static let fileName = "_last_checkpoint"

    /// The version of the checkpoint.
    public var version: Int64
    /// How many actions the checkpoint has.
    public var size: Int64
    /// How many bytes it takes.
    public var sizeInBytes: Int64?
    /// How many data files it names.
    public var numOfAddFiles: Int64?

    /// Creates the hint.
    public init(version: Int64, size: Int64, sizeInBytes: Int64? = nil, numOfAddFiles: Int64? = nil) {
        self.version = version
        self.size = size
        self.sizeInBytes = sizeInBytes
        self.numOfAddFiles = numOfAddFiles
    }

    /// Reads the hint; `nil` when the text is not one.
    public init?(json: Data) {
        guard let value = try? JSONValue(parsing: [UInt8](json)[...]), let version = value["version"]?.int64Value,
            version >= 0, version < .max
        else { return nil }
        self.init(
            version: version,
            size: value["size"]?.int64Value ?? 0,
            sizeInBytes: value["sizeInBytes"]?.int64Value,
            numOfAddFiles: value["numOfAddFiles"]?.int64Value
        )
    }

    /// The name of the commit the checkpoint was made at, which every log keeps.
    public var commitName: String { LogFileName.commit(version) }

    /// The text of the file.
    public var json: Data {
        var writer = JSONWriter(.canonical)
        writer.object {
            $0.member("version", version)
            $0.member("size", size)
            $0.member("sizeInBytes", sizeInBytes)
            $0.member("numOfAddFiles", numOfAddFiles)
        }
        return Data(writer.bytes)
    }

    /// The hint of a log, when it has one that can be read.
    static func read(from store: any LogStore) async -> LastCheckpoint? {
        guard let contents = try? await store.read(fileName) else { return nil }
        return LastCheckpoint(json: contents)
    }
}
