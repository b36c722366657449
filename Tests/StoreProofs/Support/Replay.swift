import Lighttable

@testable import StoreExerciser

/// Says whether the acts of several processes are what they would be one after the other, in the order of the versions
/// and of the clock.
struct Replay {
    private let acts: [Act]
    private var states: [TableModel]
    private var identities = Identities()
    private(set) var problems: [String] = []

    /// What the newest version holds.
    var newest: TableModel.Contents { states[states.count - 1].contents }

    init(_ acts: [Act], on model: TableModel, history: [HistoryEntry]) {
        self.acts = acts
        states = [model]
        let effects = Dictionary(grouping: acts.filter(\.hasEffect)) { $0.version ?? 0 }
        for entry in history.sorted(by: { $0.version < $1.version }).dropFirst() {
            states.append(next(entry, effects[entry.version] ?? []))
        }
        for version in effects.keys where !states.indices.contains(version) {
            problems.append("version \(version) was acknowledged and is not there")
        }
        for act in acts { judge(act) }
    }

    /// Compares the newest version with what somebody read.
    mutating func observe(_ seen: Observation, by reader: String) {
        for difference in identities.differences(newest, seen).prefix(8) { problems.append("\(reader): \(difference)") }
    }

    /// The state after a version, which one act made, or several single rows that one process inserted together.
    private mutating func next(_ entry: HistoryEntry, _ acts: [Act]) -> TableModel {
        var model = states[states.count - 1]
        if acts.isEmpty != Self.maintenance.contains(entry.operation) {
            problems.append("version \(entry.version) is \(entry.operation), acknowledged to \(acts.map(\.name))")
        }
        if acts.count > 1, Set(acts.map(\.process)).count > 1 || !acts.allSatisfy(\.isSingleRow) {
            problems.append("version \(entry.version) was acknowledged to all of \(acts.map(\.name))")
        }
        for act in acts {
            let right = Result { try model.apply(act.operation) }
            if (try? right.get()) != (try? act.outcome.get().counts) {
                problems.append("\(act.name) \(act.operation) got \(act.outcome), should have got \(right)")
            }
        }
        return model
    }

    private static let maintenance: Set = ["OPTIMIZE", "ASSIGN ROW IDS"]

    private mutating func judge(_ act: Act) {
        let floor = acts.filter { $0.ended < act.begun }.compactMap(\.version).max() ?? 0
        switch act.outcome {
        case .success(let done): judge(act, done, floor)
        case .failure(let failure): judge(act, failure, floor)
        }
    }

    private mutating func judge(_ act: Act, _ done: JournalLine.Acknowledgement, _ floor: Int) {
        guard done.version >= floor + (act.hasEffect ? 1 : 0), states.indices.contains(done.version) else {
            return problems.append("\(act.name) has version \(done.version), begun when \(floor) was known")
        }
        guard !act.hasEffect else { return }
        var model = states[done.version]
        let right = Result { try model.apply(act.operation) }
        if (try? right.get()) != done.counts {
            problems.append("\(act.name) \(act.operation) changed nothing, should have got \(right)")
        }
        guard let seen = done.observation else { return }
        let differences = identities.differences(states[done.version].contents, seen)
        for difference in differences.prefix(4) {
            problems.append("\(act.name) at version \(done.version): \(difference)")
        }
    }

    /// A refusal must be right at some version between what was known when the act began and what was made after it.
    private mutating func judge(_ act: Act, _ failure: JournalLine.Failure, _ floor: Int) {
        let later = acts.filter { $0.begun > act.ended }.compactMap(\.version).min()
        let ceiling = max(floor, min(later ?? .max, states.count - 1))
        let isRight = (floor...ceiling)
            .contains { version in
                var model = states[version]
                return Result { try model.apply(act.operation) }.refusal?.code == failure.code
            }
        if !isRight { problems.append("\(act.name) \(act.operation) failed without reason: \(failure)") }
    }
}

extension Act {
    fileprivate var name: String { "step \(step) of process \(process)" }

    fileprivate var isSingleRow: Bool {
        if case .insert(let rows) = operation { rows.count == 1 } else { false }
    }
}

extension Result where Failure == any Error {
    fileprivate var refusal: TableModel.Refusal? {
        if case .failure(let error) = self { error as? TableModel.Refusal } else { nil }
    }
}
