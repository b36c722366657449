@testable import StoreExerciser

/// One call of a process: what it asked for, when, and what it was told.
struct Act {
    let process: Int
    let step: Int
    let begun: UInt64
    let ended: UInt64
    let operation: TableOperation
    let outcome: Result<JournalLine.Acknowledgement, JournalLine.Failure>

    /// The version it made or saw.
    var version: Int? { try? outcome.get().version }

    /// Whether it says that it changed something.
    var hasEffect: Bool { (try? outcome.get().counts) != TableModel.Counts() && version != nil }

    /// The acts of a process; each row of an `insertTogether` is one.
    static func acts(of lines: [JournalLine]) -> [Act] {
        var acts: [Act] = []
        var begun: (time: UInt64, operation: TableOperation)?
        for line in lines {
            if case .begun(let operation) = line.event { begun = (line.time, operation) }
            guard let begun else { continue }
            func note(_ operation: TableOperation, _ outcome: Result<JournalLine.Acknowledgement, JournalLine.Failure>)
            {
                acts.append(
                    Act(
                        process: line.process,
                        step: line.step,
                        begun: begun.time,
                        ended: line.time,
                        operation: operation,
                        outcome: outcome
                    )
                )
            }
            switch line.event {
            case .begun: continue
            case .done(let done):
                if case .insertTogether = begun.operation { continue }
                note(begun.operation, .success(done))
            case .rowDone(let row, let done): note(begun.operation.row(row), .success(done))
            case .failed(let failure):
                note(failure.row.map(begun.operation.row) ?? begun.operation, .failure(failure))
            }
        }
        return acts
    }
}

extension JournalLine.Failure: Error {}

extension TableOperation {
    /// The insertion of one row of an `insertTogether`.
    fileprivate func row(_ index: Int) -> TableOperation {
        guard case .insertTogether(let rows) = self else { return self }
        return .insert([rows[index]])
    }
}
