import Columnar
import Foundation
import JSON

/// A function that a program of the store's configuration computes: it reads a line of JSON for each row and writes one back.
///
/// A line in is `{"arguments": [...]}`, a line out `{"result": ...}` or `{"error": "why"}`, in the same order. The program is
/// started once for each of the rows' workers and ends when its input does.
struct ProgramFunction: Sendable {
    let name: String
    let command: [String]
    let takes: [ColumnType]
    let gives: ColumnType
    var version = 1
    /// How many rows are on their way to one program at once.
    var batchSize = 32
    /// How many seconds the answers to them may take.
    var timeout = 60.0
    /// How many programs work side by side.
    var concurrency = 1
    /// How often a program that ended, or took too long, is started again for the same rows.
    var retries = 1

    /// The function, as expressions call it.
    func function() -> Function {
        let pool = ProgramPool(command: command, size: concurrency)
        let program = self
        return Function(name, version, batchSize: batchSize, takes, gives) { rows in
            try await program.outcomes(rows, pool)
        }
    }

    private func outcomes(_ rows: [[Value]], _ pool: ProgramPool) async throws -> [Result<Value, CellError>] {
        let lines = rows.map { row in
            let arguments = zip(row, takes).map { Self.json($0, $1) }
            return (["arguments": .array(arguments)] as JSONValue).text()
        }
        let answers = try await answers(to: lines, pool)
        return answers.map(outcome)
    }

    /// The answers of a program, of another one when the first does not give them.
    private func answers(to lines: [String], _ pool: ProgramPool) async throws -> [String] {
        var attempt = 0
        while true {
            let worker = try await pool.take()
            do {
                let answers = try await worker.answers(to: lines, within: timeout)
                await pool.put(back: worker)
                return answers
            } catch {
                worker.end()
                await pool.put(back: nil)
                guard attempt < retries, error is CellError else { throw error }
                attempt += 1
                try await Task.sleep(for: .milliseconds(100 << attempt))
            }
        }
    }

    private func outcome(_ line: String) -> Result<Value, CellError> {
        guard let answer = try? JSONValue(parsing: line), answer.objectValue != nil else {
            return .failure(
                CellError("\(command[0]) wrote \(line.shortened), which is no JSON object", code: .functionFailed)
            )
        }
        if let error = answer["error"], !error.isNull {
            return .failure(CellError(error.stringValue ?? error.text(), code: .functionFailed))
        }
        guard let result = answer["result"] else {
            return .failure(
                CellError("\(command[0]) wrote neither a \"result\" nor an \"error\"", code: .functionFailed)
            )
        }
        do {
            return .success(try stored(result))
        } catch {
            return .failure(CellError(throwing: error))
        }
    }

    private func stored(_ result: JSONValue) throws -> Value {
        if result.isNull { return .null }
        if gives == .json { return .string(result.text(.canonical)) }
        return try CellCheck(column: Column("result", gives)).stored(Self.value(result))
    }

    private static func value(_ json: JSONValue) -> Value {
        switch json {
        case .null: .null
        case .bool(let flag): .bool(flag)
        case .string(let text): .string(text)
        case .array(let items): .list(items.map(value))
        case .object: .string(json.text(.canonical))
        default: json.intValue.map(Value.int) ?? json.doubleValue.map(Value.float) ?? .string(json.text())
        }
    }

    private static func json(_ value: Value, _ type: ColumnType) -> JSONValue {
        switch value {
        case .null: .null
        case .bool(let flag): .bool(flag)
        case .int(let number): .int(number)
        case .float(let number): number.isFinite ? JSONValue(number) : .string("\(number)")
        case .string(let text) where type == .json: (try? JSONValue(parsing: text)) ?? .string(text)
        case .string(let text): .string(type.isMedia ? MediaLocation.path(of: text) ?? text : text)
        case .list(let items): .array(items.map { json($0, .string) })
        default: .string(value.plainText)
        }
    }
}
