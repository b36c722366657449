import Foundation
import JSON

/// The contents of a commit file: one action per line.
enum CommitFile {
    /// Reads the actions; blank lines and kinds of actions that are not known are skipped.
    static func decode(_ contents: Data, file: String, version: Int64) throws -> [Action] {
        let bytes = [UInt8](contents)
        var actions: [Action] = []
        var start = 0
        var line = 0
        while start < bytes.count {
            line += 1
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            do {
                try append(bytes, start..<end, to: &actions)
            } catch {
                throw DeltaError(
                    .malformedLog,
                    "line \(line): \((error as? DeltaError)?.message ?? "\(error)")",
                    version: version,
                    file: file,
                    cause: error
                )
            }
            start = end + 1
        }
        return actions
    }

    /// Writes the actions in the given order.
    static func encode(_ actions: [Action]) -> Data {
        var writer = JSONWriter(.canonical)
        for action in actions {
            action.write(to: &writer)
            writer.newline()
        }
        return Data(writer.bytes)
    }

    private static func append(_ bytes: [UInt8], _ line: Range<Int>, to actions: inout [Action]) throws {
        guard bytes[line].contains(where: { $0 > 0x20 }) else { return }
        guard case .object(let members) = try JSONValue(parsing: bytes[line]) else {
            throw DeltaError(.malformedLog, "not a JSON object")
        }
        for (name, value) in members where !value.isNull {
            if let action = try Action(named: name, value) { actions.append(action) }
        }
    }
}
