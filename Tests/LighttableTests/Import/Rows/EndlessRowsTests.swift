import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct EndlessRowsTests {
    /// Rows without end, which tells when some were taken.
    private struct Endless: Sequence, IteratorProtocol, Sendable {
        let column: String
        let taken: AsyncStream<Void>.Continuation
        private var count = 0

        init(column: String, _ taken: AsyncStream<Void>.Continuation) {
            self.column = column
            self.taken = taken
        }

        mutating func next() -> [String: Value]? {
            count += 1
            if count == 1000 { taken.finish() }
            return [column: .int(count)]
        }
    }

    /// The files of rows with a column that are among the temporary ones.
    private func spools(of column: String) throws -> [String] {
        let folder = FileManager.default.temporaryDirectory
        return try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { name in
                guard name.hasPrefix("lighttable-rows-") else { return false }
                let start = try? FileHandle(forReadingFrom: folder.appending(path: name)).read(upToCount: 100)
                return start.map { String(decoding: $0, as: UTF8.self).contains(column) } ?? false
            }
    }

    @Test(.timeLimit(.minutes(1)))
    func `cancelling ends an endless sequence and leaves nothing`() async throws {
        let test = try TestStore()
        let (taken, feed) = AsyncStream.makeStream(of: Void.self)
        let store = test.store
        let column = "c\(UUID().uuidString)"
        let work = Task { try await store.importRows(Endless(column: column, feed), into: "demo.t") }
        for await _ in taken {}
        work.cancel()
        await #expect(throws: CancellationError.self) { try await work.value }
        await #expect(throws: LighttableError.self) { try await store.table("demo.t") }
        #expect(try spools(of: column).isEmpty)
        let left = FileManager.default.enumerator(atPath: test.folder)?.compactMap { $0 as? String } ?? []
        #expect(!left.contains { $0.hasSuffix(".parquet") })
    }
}
