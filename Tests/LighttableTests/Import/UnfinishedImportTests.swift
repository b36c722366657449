import Foundation
import Lighttable
import Testing

@Suite struct UnfinishedImportTests {
    @Test func nothingOfAFailedImportIsStillAtWorkWhenItReturns() async throws {
        let test = try TestStore()
        var options = ImportOptions()
        options.schemaOverrides["a"] = ColumnOverride(.int)
        // The first file is full and on its way to the disk when a row of the second one is refused.
        let path = try test.file("rows.csv", Self.rows(65_700) + Array("none,x\n".utf8))
        let error = await failure { _ = try await test.store.importCSV(path, into: "t", options: options) }
        #expect(error?.location.line == 65_702)
        #expect(Self.openFiles(below: test.store.path) == [])
        #expect(test.contents == [])
    }

    /// Rows of a number and some 900 characters that do not compress well.
    private static func rows(_ count: Int) -> [UInt8] {
        var generator = SeededGenerator(seed: 1)
        var text = Array("a,b\n".utf8)
        for row in 0..<count {
            text += Array("\(row),".utf8)
            for _ in 0..<110 {
                let bits = generator.next()
                for shift in stride(from: 0, to: 64, by: 8) { text.append(48 + UInt8((bits >> UInt64(shift)) & 63)) }
            }
            text.append(10)
        }
        return text
    }

    /// The files below a folder that this process has open, removed ones too.
    private static func openFiles(below folder: String) -> [String] {
        let descriptors = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return
            descriptors.compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)") }
            .filter { $0.hasPrefix(folder) }
    }
}
