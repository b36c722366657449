import DeltaLog
import Foundation
import Synchronization

/// A log in memory, which can be told to fail.
final class InMemoryLogStore: LogStore {
    /// What happens to a call of `putIfAbsent`.
    enum Fault: Sendable {
        /// It throws before anything is written.
        case lost
        /// It throws although the file is there.
        case written
        /// It writes the file and then says that somebody else did, as a retry below it would.
        case denied
        /// Somebody else is faster, and it throws.
        case beaten(by: String)
    }

    struct Failure: Error {}

    private struct State {
        var files: [String: (contents: Data, time: Date)] = [:]
        var faults: [Fault] = []
        var reads: [String] = []
        var makeReader: (@Sendable (InMemoryLogStore) -> any CheckpointReader)?
    }

    private let state = Mutex(State())

    init(_ commits: [String] = []) {
        for (version, contents) in commits.enumerated() { self[version] = contents }
    }

    /// The text of a commit.
    subscript(version: Int) -> String? {
        get { state.withLock { $0.files[Self.name(version)].map { String(decoding: $0.contents, as: UTF8.self) } } }
        set {
            let file = newValue.map { (Data($0.utf8), Date(timeIntervalSince1970: 1000 + Double(version))) }
            state.withLock { $0.files[Self.name(version)] = file }
        }
    }

    var checkpointReader: (any CheckpointReader)? {
        state.withLock(\.makeReader)?(self)
    }

    /// Lets checkpoints be read.
    func readCheckpoints(_ make: @escaping @Sendable (InMemoryLogStore) -> any CheckpointReader) {
        state.withLock { $0.makeReader = make }
    }

    /// The files read so far.
    var reads: [String] { state.withLock { $0.reads } }

    func time(_ version: Int) -> Date? { state.withLock { $0.files[Self.name(version)]?.time } }

    func setTime(_ version: Int, _ time: Date) { state.withLock { $0.files[Self.name(version)]?.time = time } }

    func put(_ name: String, _ contents: String = "") {
        state.withLock { $0.files[name] = (Data(contents.utf8), Date(timeIntervalSince1970: 5000)) }
    }

    func fail(_ fault: Fault) { state.withLock { $0.faults.append(fault) } }

    static func name(_ version: Int) -> String { String(format: "%020d.json", version) }

    func list() async throws -> [LogFile] {
        state.withLock { state in
            state.files
                .map { LogFile(name: $0.key, size: Int64($0.value.contents.count), modificationTime: $0.value.time) }
                .sorted { $0.name < $1.name }
        }
    }

    func read(_ name: String) async throws -> Data {
        try state.withLock { state in
            state.reads.append(name)
            guard let file = state.files[name] else { throw Failure() }
            return file.contents
        }
    }

    func putIfAbsent(_ name: String, _ contents: Data, modificationTime: Date?) async throws -> Bool {
        try state.withLock { state in
            let fault = state.faults.isEmpty ? nil : state.faults.removeFirst()
            switch fault {
            case .lost: throw Failure()
            case .beaten(let winner):
                state.files[name] = (Data(winner.utf8), modificationTime ?? Date())
                throw Failure()
            case .written, .denied, nil: break
            }
            guard state.files[name] == nil else { return false }
            state.files[name] = (contents, modificationTime ?? Date())
            if case .written = fault { throw Failure() }
            if case .denied = fault { return false }
            return true
        }
    }
}
