import Foundation
import JSON
import Lighttable
import Testing

@testable import LabelStudio

struct SyncStateTests {
    private let draft = TaskDraft(row: RowID(rawValue: 1), contents: ["x": .ready("a")])

    private func entry(_ digest: Fingerprint?) -> SyncState.Entry { SyncState.Entry(task: 9, digest: digest) }

    @Test func `A row is sent when its task is missing or has other data`() {
        #expect(OutwardDecision(.draft(draft), entry: nil) == .create(draft))
        #expect(OutwardDecision(.draft(draft), entry: entry(draft.digest)) == .unchanged)
        #expect(OutwardDecision(.draft(draft), entry: entry(Fingerprint("other"))) == .update(draft, task: 9))
        #expect(OutwardDecision(.draft(draft), entry: entry(nil)) == .update(draft, task: 9))
    }

    @Test func `A row that can no longer be shown gives up its task, once`() {
        #expect(OutwardDecision(.skipped, entry: nil) == .skip)
        #expect(OutwardDecision(.skipped, entry: entry(draft.digest)) == .withdraw(task: 9))
        #expect(OutwardDecision(.skipped, entry: entry(nil)) == .skip)
    }

    private var state: SyncState {
        var state = SyncState(table: "t", project: 3)
        state.syncedVersion = 5
        state.mark = ServerTime(microseconds: 1_700_000_000_123_456)
        state.window = [4: ServerTime(microseconds: 1_700_000_000_000_000)]
        state.config = Fingerprint("config")
        state.foreignTasks = 2
        state.surplusTasks = [7]
        state.failedRows = [RowID(rawValue: 3)]
        state.entries = [
            RowID(rawValue: 0): SyncState.Entry(task: 4, digest: Fingerprint("a"), annotations: .noAnnotations),
            RowID(rawValue: 10): SyncState.Entry(task: 5, digest: nil, annotations: nil),
        ]
        return state
    }

    @Test func `The state survives its text, and a text that is cut short is refused`() {
        let text = state.text
        #expect(SyncState(text: text) == state)
        #expect(state.taskCount == 4)
        for length in 0..<(text.count - 1) { #expect(SyncState(text: String(text.prefix(length))) == nil) }
    }

    @Test func `A state that an older version wrote is read`() {
        var older = state
        (older.surplusTasks, older.failedRows) = ([], [])
        let text = older.text.replacing("\"failed\":[]", with: "\"kept\":[4]").replacing(",\"surplus\":[]", with: "")
        #expect(!text.contains("failed") && !text.contains("surplus"))
        #expect(SyncState(text: text) == older)
    }

    @Test func `What a sync is about to bring is known until the state is saved`() throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "lighttable-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let store = SyncStateStore(privateDirectory: directory, link: "l")
        let (first, second) = (RowID(rawValue: 1), RowID(rawValue: 2))
        #expect(store.brought().isEmpty)
        try store.note(brought: [first: Fingerprint("a"), second: Fingerprint("b")])
        try store.note(brought: [second: .noAnnotations])
        #expect(store.brought() == [first: Fingerprint("a"), second: .noAnnotations])
        try store.save(state)
        #expect(store.brought().isEmpty)
    }

    @Test func `A marked state is not trusted until it is saved again`() throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "lighttable-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let store = SyncStateStore(privateDirectory: directory, link: "l")
        #expect(store.load(table: "t", project: 3) == nil)
        try store.save(state)
        #expect(store.load(table: "t", project: 3) == state)
        #expect(store.load(table: "t", project: 4) == nil)
        try store.markDirty()
        #expect(store.load(table: "t", project: 3) == nil)
        #expect(store.lastKnown(table: "t", project: 3) == state)
        try store.save(state)
        #expect(store.load(table: "t", project: 3) == state)
    }

    @Test func `Annotations keep what people did and drop what changes by itself`() throws {
        let text = Annotations.text([
            ["id": 2, "result": [], "created_ago": "5 minutes", "completed_by": ["id": 4, "email": "a@b"]],
            ["id": 1, "result": .null, "completed_by": 3, "was_cancelled": true, "task": 8],
        ])
        #expect(
            text == "[{\"completed_by\":3,\"id\":1,\"result\":null,\"was_cancelled\":true},"
                + "{\"completed_by\":4,\"id\":2,\"result\":[]}]"
        )
        #expect(Annotations.text([]) == nil)
    }

    @Test func `A task is ours only by what its meta says, and keeps other meta`() throws {
        let link = TaskLink(table: "t", link: "l", row: RowID(rawValue: 3), digest: Fingerprint("x"))
        let meta = link.meta(keeping: ["note": 1])
        #expect(TaskLink(meta: meta) == link && meta["note"] == 1)
        #expect(TaskLink(meta: ["lighttable": ["row": 3]]) == nil)
        #expect(TaskLink(meta: nil) == nil)
    }
}
