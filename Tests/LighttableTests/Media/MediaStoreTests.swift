import Foundation
import Lighttable
import Testing

@Suite struct MediaStoreTests {
    private func contents(_ uri: String) throws -> Data {
        try Data(contentsOf: try #require(URL(string: uri)))
    }

    private func files(_ store: Store) -> [String] {
        let paths = FileManager.default.subpaths(atPath: store.media.path) ?? []
        return paths.filter { $0.count > 2 && $0 != ".lock" }.sorted()
    }

    @Test func aFileIsNamedByItsContents() async throws {
        let test = try TestStore()
        // From FIPS 180-2, appendix B.1, and the hash of nothing.
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        let none = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        let uri = try await test.store.media.add(Data("abc".utf8), fileExtension: "PNG")
        #expect(uri == "file://\(test.store.path)/media/ba/\(abc).png")
        #expect(try contents(uri) == Data("abc".utf8))
        #expect(try await test.store.media.add(Data(), fileExtension: "").hasSuffix("/e3/\(none)"))
    }

    @Test func theSameContentsAreThereOnceHoweverTheyCome() async throws {
        let test = try TestStore()
        let media = test.store.media
        let data = Data((0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ ($0 >> 8)) })
        let path = try test.file("clip.mp4", data)
        let (stream, source) = AsyncStream<Data>.makeStream()
        for start in stride(from: 0, to: data.count, by: 777_777) {
            source.yield(data[start..<min(start + 777_777, data.count)])
        }
        source.finish()
        let uris = [
            try await media.add(data, fileExtension: "mp4"), try await media.add(stream, fileExtension: "mp4"),
            try await media.add(fileAt: path),
        ]
        #expect(Set(uris).count == 1)
        #expect(try contents(uris[0]) == data)
        #expect(files(test.store).count == 1)
    }

    @Test func aFileThatWasCutShortIsMadeWholeWhenItIsAddedAgain() async throws {
        let test = try TestStore()
        let uri = try await test.store.media.add(Data("abc".utf8), fileExtension: "txt")
        try Data("a".utf8).write(to: try #require(URL(string: uri)))
        #expect(try await test.store.media.add(Data("abc".utf8), fileExtension: "txt") == uri)
        #expect(try contents(uri) == Data("abc".utf8))
    }

    @Test(arguments: ["a/b", "..", "p ng", "pngpngpngpngpngpng"])
    func anExtensionThatIsNoneIsRefused(_ text: String) async throws {
        let test = try TestStore()
        let error = await failure { _ = try await test.store.media.add(Data(), fileExtension: text) }
        #expect(error?.code == .invalidOption)
    }

    @Test func contentsThatFailToComeLeaveNothingBehind() async throws {
        struct Broken: Error {}
        let test = try TestStore()
        let stream = AsyncThrowingStream<Data, any Error> { source in
            source.yield(Data("abc".utf8))
            source.finish(throwing: Broken())
        }
        await #expect(throws: Broken.self) { _ = try await test.store.media.add(stream, fileExtension: "png") }
        #expect(files(test.store) == [])
    }

    @Test func manyWhoAddTheSameFileAtOnceAllGetIt() async throws {
        let test = try TestStore()
        let media = test.store.media
        let uris = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<16 { group.addTask { try await media.add(Data("abc".utf8), fileExtension: "png") } }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(uris.count == 1)
        #expect(files(test.store).count == 1)
    }
}
