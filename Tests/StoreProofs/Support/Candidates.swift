@testable import StoreExerciser

/// What a table may hold after operations of one process, some of which may or may not have happened.
struct Candidates {
    /// One possibility.
    private struct Candidate {
        var model: TableModel
        var identities = Identities()
    }

    private var all: [Candidate]
    private(set) var problems: [String] = []

    init(_ model: TableModel = TableModel()) {
        all = [Candidate(model: model)]
    }

    /// The columns and tags, which all possibilities share unless the last operation is in doubt.
    var model: TableModel { all[0].model }

    /// Follows a process's journal; what it had begun when it ended may have happened or not.
    mutating func follow(_ lines: [JournalLine]) {
        var pending: Pending?
        for line in lines {
            switch line.event {
            case .begun(let operation):
                resolve(&pending)
                pending = Pending(operation)
            case .done(let done): finish(&pending, done, step: line.step)
            case .rowDone(let row, let done): rowDone(row, &pending, done, step: line.step)
            case .failed(let failure): fail(&pending, failure, step: line.step)
            }
        }
        resolve(&pending)
    }

    /// Compares with what was read, and keeps the possibilities that fit.
    mutating func observe(_ seen: Observation, by reader: String) {
        var fitting: [Candidate] = []
        var closest: [String]?
        for var candidate in all {
            let differences = candidate.identities.differences(candidate.model.contents, seen)
            if differences.isEmpty { fitting.append(candidate) }
            if differences.count < closest?.count ?? .max { closest = differences }
        }
        if fitting.isEmpty {
            problems.append(
                "\(reader) at version \(seen.version): \((closest ?? []).prefix(8).joined(separator: "; "))"
            )
        } else {
            all = fitting
        }
    }

    /// Notes that an operation was done and what it reported.
    mutating func acknowledge(_ operation: TableOperation, _ counts: TableModel.Counts, by reporter: String) {
        happened(operation, counts, reporter)
    }

    /// Notes that an operation was done by somebody who reports nothing.
    mutating func acknowledge(_ operation: TableOperation) {
        for index in all.indices { _ = try? all[index].model.apply(operation) }
    }

    /// Notes something that is wrong in itself.
    mutating func report(_ problem: String) { problems.append(problem) }

    /// An operation that was begun, or those rows of one that nobody has heard of yet.
    private struct Pending {
        var operation: TableOperation
        var rows: [Int: Cells] = [:]

        init(_ operation: TableOperation) {
            self.operation = operation
            if case .insertTogether(let cells) = operation {
                rows = Dictionary(uniqueKeysWithValues: cells.enumerated().map { ($0, $1) })
            }
        }

        /// What may have happened, part by part.
        var parts: [TableOperation] {
            if case .insertTogether = operation { return rows.values.map { .insert([$0]) } }
            return [operation]
        }
    }

    private mutating func resolve(_ pending: inout Pending?) {
        for part in pending?.parts ?? [] { mayHaveHappened(part) }
        pending = nil
    }

    private mutating func mayHaveHappened(_ operation: TableOperation) {
        all += all.compactMap { candidate in
            var other = candidate
            guard (try? other.model.apply(operation)) != nil, other.model != candidate.model else { return nil }
            return other
        }
    }

    private mutating func finish(_ pending: inout Pending?, _ done: JournalLine.Acknowledgement, step: Int) {
        guard let operation = pending?.operation else { return }
        pending = nil
        if case .insertTogether = operation { return }
        happened(operation, done.counts, "step \(step)")
        if let seen = done.observation { observe(seen, by: "step \(step)") }
    }

    private mutating func rowDone(
        _ row: Int,
        _ pending: inout Pending?,
        _ done: JournalLine.Acknowledgement,
        step: Int
    ) {
        guard let cells = pending?.rows.removeValue(forKey: row) else { return }
        happened(.insert([cells]), done.counts, "step \(step)")
    }

    private mutating func happened(_ operation: TableOperation, _ counts: TableModel.Counts, _ reporter: String) {
        var expected: [String] = []
        let fitting = all.compactMap { candidate -> Candidate? in
            var candidate = candidate
            let outcome = Result { try candidate.model.apply(operation) }
            if case .success(let right) = outcome, right == counts || operation.isRestore { return candidate }
            expected.append("\(outcome)")
            return nil
        }
        if fitting.isEmpty { report("\(reporter), \(operation): reported \(counts), expected \(expected)") }
        all = fitting.isEmpty ? all : fitting
    }

    private mutating func fail(_ pending: inout Pending?, _ failure: JournalLine.Failure, step: Int) {
        guard let operation = pending?.operation else { return }
        let part: TableOperation
        if let row = failure.row, let cells = pending?.rows.removeValue(forKey: row) {
            part = .insert([cells])
        } else {
            part = operation
            pending = nil
        }
        if Self.storageCodes.contains(failure.code) { return mayHaveHappened(part) }
        let fitting = all.filter { candidate in
            var model = candidate.model
            return (try? model.apply(part)) == nil
        }
        if fitting.isEmpty { report("step \(step) \(part): refused without reason: \(failure)") }
        all = fitting.isEmpty ? all : fitting
    }

    /// The codes of errors after which an operation may have happened or not.
    static let storageCodes: Set = ["noSpace", "inputOutput"]
}
