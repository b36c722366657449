import JSON

/// Has a program compute a function: it reads a line of JSON for each row and writes one back.
///
/// A line in is `{"arguments": [...]}`, a line out `{"result": ...}` or `{"error": "why"}`, in the same order. The program is
/// started once for each of the rows' workers and ends when its input does.
struct ProgramFunction: OutsideCaller {
    private let name: String
    private let pool: ProgramPool
    private let timeout: Double
    private let retries: Int

    init(_ command: [String], _ function: OutsideFunction) {
        name = command[0]
        pool = ProgramPool(command: command, size: function.concurrency)
        (timeout, retries) = (function.timeout, function.retries)
    }

    func answers(to rows: [[JSONValue]]) async throws -> [Result<JSONValue, CellError>] {
        let lines = rows.map { (["arguments": .array($0)] as JSONValue).text() }
        return try await PassingFailure.retrying(retries) { _ in try await answers(to: lines) }
            .map { $0.answer(of: name) }
    }

    private func answers(to lines: [String]) async throws -> [JSONValue] {
        let worker = try await pool.take()
        do {
            let answers = try await worker.answers(to: lines, within: timeout).map(answer)
            try worker.refuseOutput()
            pool.put(back: worker)
            return answers
        } catch {
            worker.end()
            pool.put(back: nil)
            guard let error = error as? CellError else { throw error }
            throw PassingFailure(error: error)
        }
    }

    /// A line as the answer that it is.
    ///
    /// - Throws: A ``CellError`` for any other: answers behind it would be those of other rows.
    private func answer(_ line: String) throws -> JSONValue {
        guard let answer = try? JSONValue(parsing: line), answer.objectValue != nil else {
            throw CellError(
                "\(name) wrote \(line.shortened), which is no JSON object; \(ProgramWorker.remedy)",
                code: .functionFailed
            )
        }
        return answer
    }
}
