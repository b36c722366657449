import Columnar
import Foundation
import Synchronization

/// A program that is running and answers each Arrow record batch with one, used by one task at a time.
final class ArrowWorker: EndableProgram {
    private let process: ProgramProcess
    private let writer: RowFileWriter
    private let source = Mutex<ArrowSource?>(nil)

    /// Starts the program.
    ///
    /// - Parameters:
    ///   - command: The program and its arguments.
    ///   - schema: The columns of the batches that it is given.
    /// - Throws: A ``LighttableError`` of code `functionFailed` when it cannot be started.
    init(_ command: [String], _ schema: Schema) throws {
        process = try ProgramProcess(command)
        writer = try RowFileWriter(
            descriptor: process.input.fileDescriptor,
            schema: schema,
            options: RowFileOptions(format: .arrowStream)
        )
    }

    func end() { process.end() }

    /// The program's answer to some rows.
    ///
    /// - Parameters:
    ///   - rows: The arguments of each.
    ///   - seconds: How long the answer may take.
    /// - Returns: As many rows, with the program's columns.
    /// - Throws: A ``CellError`` when the program ends, takes too long or writes anything else, `CancellationError`.
    func answer(to rows: RecordBatch, within seconds: Double) async throws -> RecordBatch {
        try await process.within(seconds) {
            async let written: Void = writer.write(rows)
            do {
                let answer = try await read(rows.count)
                if answer == nil { try? await written } else { try await written }
                return answer
            } catch let error as ColumnarError {
                try? await written
                throw CellError(
                    "the program \(process.name) did not write an Arrow stream (\(error.message)); \(ProgramWorker.remedy)",
                    code: .functionFailed
                )
            }
        }
    }

    /// The next rows; `nil` when the stream ends before.
    private func read(_ count: Int) async throws -> RecordBatch? {
        guard let source = try await opened() else { return nil }
        var (parts, rows): ([RecordBatch], Int) = ([], 0)
        while rows < count {
            guard let part = try await source.next() else { return nil }
            parts.append(part)
            rows += part.count
        }
        guard rows == count else {
            throw CellError(
                "the program \(process.name) gave \(rows) results for \(count) rows",
                code: .functionFailed
            )
        }
        return parts.count == 1 ? parts[0] : try RecordBatch.joined(parts)
    }

    private func opened() async throws -> ArrowSource? {
        if let source = source.withLock({ $0 }) { return source }
        let opened = try await ArrowSource.stream(process.output.fileDescriptor)
        source.withLock { $0 = opened }
        return opened
    }
}
