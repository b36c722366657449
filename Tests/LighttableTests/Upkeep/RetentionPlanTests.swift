import Testing

@testable import Lighttable

@Suite struct RetentionPlanTests {
    private func record(_ version: Int64, removes paths: [String] = [], isContent: Bool = true) -> VersionRecord {
        VersionRecord(version: version, time: version * 10, isContent: isContent, removed: paths)
    }

    @Test func filesGoWhenTheLastVersionThatHasThemIsNoLongerKept() {
        let records = [record(0), record(1, removes: ["a"]), record(2, removes: ["b"]), record(3, removes: ["c"])]
        let plan = RetentionPlan(records, retaining: 2) { _ in false }
        #expect(plan.oldestKept == 2)
        #expect(plan.unneeded == [.init(path: "a", since: 20), .init(path: "b", since: 30)])
        #expect(plan.hasOthers)
    }

    @Test func upkeepIsNoVersionToKeep() {
        let records = [
            record(0), record(1, removes: ["a"]), record(2, removes: ["b"], isContent: false),
            record(3, removes: ["c"], isContent: false),
        ]
        #expect(RetentionPlan(records, retaining: 2) { _ in false }.unneeded.isEmpty)
        #expect(RetentionPlan(records, retaining: 1) { _ in false }.unneeded == [.init(path: "a", since: 10)])
    }

    @Test func filesThatATagOrTheNewestVersionNamesStay() {
        let records = [record(0), record(1, removes: ["a", "b"]), record(2)]
        let plan = RetentionPlan(records, retaining: 1) { $0 == "a" }
        #expect(plan.unneeded == [.init(path: "b", since: 10)])
    }

    @Test func everythingStaysWhileThereAreFewerVersionsThanAreKept() {
        let records = [record(0), record(1, removes: ["a"]), record(2, removes: ["b"])]
        let plan = RetentionPlan(records, retaining: 3) { _ in false }
        #expect(plan.oldestKept == 0)
        #expect(plan.unneeded.isEmpty)
    }

    /// A file is needed exactly when some kept version holds it, whatever comes and goes.
    @Test func aFileIsUnneededExactlyWhenNoKeptVersionHoldsIt() {
        for seed in 0..<200 as Range<UInt64> {
            var random = SeededGenerator(seed: seed)
            var live: Set<String> = []
            var held: [Set<String>] = []
            var records: [VersionRecord] = []
            for version in 0..<Int64.random(in: 1...25, using: &random) {
                let removed = live.filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
                live.subtract(removed)
                // Sometimes a file comes back, as a restored version brings it.
                let back = held.flatMap(\.self).filter { _ in Int.random(in: 0..<9, using: &random) == 0 }
                live.formUnion(back)
                live.insert("file \(version)")
                held.append(live)
                records.append(record(version, removes: removed.subtracting(back).sorted()))
            }
            let count = Int.random(in: 1...6, using: &random)
            let newest = live
            let plan = RetentionPlan(records, retaining: count) { newest.contains($0) }
            let kept = held.suffix(count).reduce(Set<String>()) { $0.union($1) }
            let all = held.reduce(Set<String>()) { $0.union($1) }
            #expect(Set(plan.unneeded.map(\.path)) == all.subtracting(kept), "seed \(seed)")
        }
    }
}
