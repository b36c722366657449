import JSON
import Synchronization

/// Has a program compute a function: it reads a line of JSON for each row and writes one back.
///
/// A line in is `{"arguments": [...], "row": 7}`, a line out `{"result": ...}` or `{"error": "why"}`, in the same order. Where a line
/// out repeats the number of the row, which is any, it is known to be the answer to that one. The program is
/// started once for each of the rows' workers and ends when its input does.
struct ProgramFunction: OutsideCaller {
    private let name: String
    private let pool: ProgramPool<ProgramWorker>
    private let timeout: Double
    private let retries: Int
    private let numbers = Counter()

    /// The number of the next row.
    private final class Counter: Sendable {
        private let next = Mutex(0)

        /// Some numbers, of which this is the first.
        func take(_ count: Int) -> Int {
            next.withLock { next in
                defer { next += count }
                return next
            }
        }
    }

    init(_ command: [String], _ function: OutsideFunction) {
        name = command[0]
        pool = ProgramPool(function) { try ProgramWorker(command) }
        (timeout, retries) = (function.timeout, function.retries)
    }

    func answers(to rows: [[JSONValue]]) async throws -> [Result<JSONValue, CellError>] {
        let first = numbers.take(rows.count)
        let questions = rows.enumerated()
            .map { ["arguments": .array($1), "row": .int(first + $0)] as JSONValue }
        return try await PassingFailure.retrying(retries) { _ in try await answers(to: questions) }
            .map { $0.answer(of: name) }
    }

    private func answers(to questions: [JSONValue]) async throws -> [JSONValue] {
        try await pool.run { worker in
            let lines = try await worker.answers(to: questions.map { $0.text() }, within: timeout)
            let answers = try zip(questions, lines).map(answer)
            try worker.refuseOutput()
            return answers
        }
    }

    /// A line as the answer to a question.
    ///
    /// - Throws: A ``CellError`` for any other: answers behind it would be those of other rows.
    private func answer(to question: JSONValue, _ line: String) throws -> JSONValue {
        guard let answer = try? JSONValue(parsing: line), answer.objectValue != nil else {
            throw CellError(
                "\(name) wrote \(line.shortened), which is no JSON object; \(ProgramWorker.remedy)",
                code: .functionFailed
            )
        }
        guard answer["row"].map({ $0 == question["row"] }) ?? true else {
            throw CellError(
                "\(name) wrote \(line.shortened) for another row; \(ProgramWorker.remedy)",
                code: .functionFailed
            )
        }
        return answer
    }
}
