public import Columnar
public import Foundation
import JSON

/// What files of a checkpoint say, gathered one after the other.
///
/// Columns and kinds of actions that are not known are skipped, and columns that are missing count as null.
public struct CheckpointContents: Sendable {
    /// The actions but for most removals.
    private(set) var others: [Action] = []
    private(set) var removals: [CheckpointRemovals] = []
    /// The files with the rest of the actions, below the log's folder.
    public private(set) var sidecars: [String] = []

    /// Creates contents without anything.
    public init() {}

    /// Creates the contents that some actions amount to.
    public init(actions: [Action]) { others = actions }

    /// The actions.
    public var actions: [Action] { others + removals.flatMap { $0.files.map(Action.remove) } }

    /// Takes over the actions of another file.
    public mutating func merge(_ other: CheckpointContents) {
        others += other.others
        removals += other.removals
    }

    /// Adds rows of a Parquet file.
    ///
    /// - Throws: ``DeltaError`` when a row lacks what the protocol demands.
    public mutating func append(_ batch: RecordBatch) throws {
        for column in batch.columns {
            switch column.field.name {
            case "add": try appendAdditions(CheckpointFiles(column))
            case "remove": try appendRemovals(column)
            default: try appendOthers(column)
            }
        }
    }

    /// Adds the lines of a JSON file.
    ///
    /// - Throws: ``DeltaError`` when a line is damaged.
    public mutating func append(json: Data, file: String) throws {
        for line in json.split(separator: UInt8(ascii: "\n")) where line.contains(where: { $0 > 0x20 }) {
            guard case .object(let members)? = try? JSONValue(parsing: [UInt8](line)[...]) else {
                throw DeltaError(.malformedLog, "a line is not a JSON object", file: file)
            }
            for (name, value) in members where !value.isNull { try append(name, value) }
        }
    }

    private mutating func appendAdditions(_ files: CheckpointFiles) throws {
        for row in files.rows { others.append(.add(try AddFile(files, row))) }
    }

    private mutating func appendRemovals(_ column: ColumnVector) throws {
        if let later = CheckpointRemovals(column) {
            removals.append(later)
        } else {
            let files = CheckpointFiles(column)
            for row in files.rows { others.append(.remove(try RemoveFile(files, row))) }
        }
    }

    private mutating func appendOthers(_ column: ColumnVector) throws {
        for row in 0..<column.count where !column.isNull(at: row) {
            try append(column.field.name, column.value(at: row).json(as: column.field.type))
        }
    }

    private mutating func append(_ name: String, _ value: JSONValue) throws {
        if name == "sidecar" {
            let fields = try JSONFields(value, of: name)
            sidecars.append(LogPath(encoded: try fields.required("path", fields.string("path"))).decoded)
        } else if let action = try Action(named: name, value) {
            others.append(action)
        }
    }
}
