import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct ArrowStreamTests {
    private struct BrokenFrame: ArrowStreamConvertible {
        struct Gone: Error {}

        func exportArrowStream(to stream: UnsafeMutableRawPointer) throws { throw Gone() }
    }

    private struct Frame: ArrowStreamConvertible {
        let path: String

        func exportArrowStream(to stream: UnsafeMutableRawPointer) throws {
            try CStream.export(path, pandas: #"{"index_columns": ["key"]}"#, to: stream)
        }
    }

    @Test func aFrameBecomesATableWithoutItsIndex() async throws {
        let sources = try ForeignSources("pandas")
        let frame = Frame(path: "\(sources.folder)/named.parquet")
        let result = try await sources.store.importDataFrame(frame, into: "demo.frame")
        #expect(result.table.typeNames == ["a Int"])
        #expect(try await result.table.cells() == [[1], [2]])
        #expect(result.report?.warnings == ["the index 'key' was left out; reset_index() makes it a column"])
    }

    @Test func aStreamIsMovedAndReadOnce() async throws {
        let sources = try ForeignSources("pandas")
        let memory = UnsafeMutableRawPointer.allocate(byteCount: 40, alignment: 8)
        defer { memory.deallocate() }
        try CStream.export("\(sources.folder)/named.parquet", to: memory)
        let source = ImportSource.arrow(stream: memory)
        #expect(memory.load(fromByteOffset: 24, as: UnsafeRawPointer?.self) == nil)
        let table = try await sources.store.importTable("a", from: source, options: .keyed("key")).table
        #expect(table.typeNames == ["a Int", "key String"])
        let error = await failure { _ = try await sources.store.importTable("b", from: source) }
        #expect(error?.message.contains("only once") == true)
    }

    @Test func aStreamWithAKeyTwiceNamesBothRows() async throws {
        let sources = try ForeignSources("folders")
        let memory = UnsafeMutableRawPointer.allocate(byteCount: 40, alignment: 8)
        defer { memory.deallocate() }
        try CStream.export("\(sources.folder)/twice.parquet", to: memory)
        let error = await failure {
            _ = try await sources.store.importArrow(stream: memory, into: "a", options: .keyed("id"))
        }
        #expect(error?.code == .duplicateKey)
        #expect(error?.message.contains("row 1 and again in row 3") == true)
    }

    @Test func whatAFrameThrowsIsPassedOn() async throws {
        let test = try TestStore()
        await #expect(throws: BrokenFrame.Gone.self) {
            try await test.store.importDataFrame(BrokenFrame(), into: "a")
        }
    }
}
