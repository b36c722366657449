import Foundation
import JSON

/// The file that says which rows were left out, one JSON object a line.
enum Rejects {
    /// Writes the file; none when the caller asked for none.
    static func write(_ failures: [RowFailure], of source: ImportSource, to path: String?) throws {
        guard let path else { return }
        let lines = failures.map { failure -> String in
            let object: JSONObject = [
                "file": .string(source.name), "line": number(failure.line), "row": number(failure.row.map { $0 + 1 }),
                "column": text(failure.column), "value": text(failure.value),
                "code": .string(failure.code.rawValue), "message": .string(failure.message),
            ]
            let cell: JSONObject = failure.cell.map { ["cell": .string($0)] } ?? [:]
            return JSONValue.object(object.merging(cell)).text() + "\n"
        }
        do {
            try Data(lines.joined().utf8).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw LighttableError(
                .inputOutput,
                "the rows that were left out could not be written here: \(error.localizedDescription)",
                at: .init(file: path),
                cause: error
            )
        }
    }

    private static func number(_ number: Int?) -> JSONValue { number.map(JSONValue.int) ?? .null }

    private static func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
}
