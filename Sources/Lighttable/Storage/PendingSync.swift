import Dispatch
import Synchronization

/// Bytes and names of new files that are still on their way to the disk; the commit that needs them waits for them.
struct PendingSync: Sendable {
    /// A call that blocks until a file is on the disk.
    typealias Step = @Sendable () throws -> Void

    /// What to do when something did not come to the disk: the commit that waited has surely not got its name then.
    var undo: (@Sendable () -> Void)?

    private var files: [Step] = []
    private var folders: Set<String> = []
    /// What holds files of others that the commit names.
    private var kept: [any Sendable] = []

    /// Adds a file of a folder, which has a new name in it.
    mutating func add(_ file: @escaping Step, in folder: String) {
        files.append(file)
        folders.insert(folder)
    }

    /// Lets something live until the commit was made.
    mutating func keep(_ holder: any Sendable) {
        kept.append(holder)
    }

    /// Takes over what another waits for.
    mutating func merge(_ other: PendingSync) {
        files += other.files
        kept += other.kept
        folders.formUnion(other.folders)
    }

    /// Lets the files go to the disk in the background meanwhile.
    mutating func begin() {
        files = files.map { Self.begun($0) }
    }

    private static func begun(_ step: @escaping Step) -> Step {
        let queue = DispatchQueue(label: "lighttable.sync")
        let outcome = Outcome()
        queue.async { outcome.result.withLock { $0 = Result { try step() } } }
        return { try queue.sync { try outcome.result.withLock { $0 }.get() } }
    }

    /// What became of a file that goes to the disk in the background.
    private final class Outcome: Sendable {
        let result = Mutex(Result<Void, any Error>.success(()))
    }

    /// Waits for everything and for one more file, all at once, so that the system can write them together.
    ///
    /// - Throws: The first error there was.
    func finish(with last: @escaping Step) throws {
        let steps = files + [last] + folders.sorted().map { folder in { try FileSystem.sync(folder) } }
        let failure = Mutex<(any Error)?>(nil)
        DispatchQueue.concurrentPerform(iterations: steps.count) { index in
            do {
                try steps[index]()
            } catch {
                failure.withLock { $0 = $0 ?? error }
            }
        }
        guard let error = failure.withLock({ $0 }) else { return }
        undo?()
        throw error
    }
}
