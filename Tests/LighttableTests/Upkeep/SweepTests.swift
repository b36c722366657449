import Columnar
import Foundation
import Testing

@testable import Lighttable

@Suite struct SweepTests {
    private static let orphan = "part-00000-0b6e3c1c-7a3f-4f0e-9b1c-5a4f3f1f2d00.parquet"

    private func place(_ name: String, in table: Table) throws {
        let path = "\(table.path)/\(name)"
        let folder = (path as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data("left behind".utf8).write(to: URL(filePath: path))
    }

    private func exists(_ name: String, in table: Table) -> Bool {
        FileManager.default.fileExists(atPath: "\(table.path)/\(name)")
    }

    @Test func leftoversOfDeadWritersGoAndEverythingElseStays() async throws {
        let test = try TestStore()
        let table = try await test.importCSV("a\n1\n").table
        let leftovers = [
            Self.orphan, "region=north/\(Self.orphan)", "_delta_log/.00000000000000000009.json.1234.tmp",
            "_lighttable/keys/\(Self.orphan).keys",
        ]
        let others = [
            "notes.txt", "data.parquet", "_mine/\(Self.orphan)", ".hidden/\(Self.orphan)",
            "_lighttable/keys/\(table.dataFilesOnDisk.first ?? "").keys", "_delta_log/notes.md",
        ]
        for name in leftovers + others { try place(name, in: table) }
        let report = try await Retention.$safetyWindow.withValue(.zero) { try await table.optimize() }
        #expect(leftovers.filter { exists($0, in: table) } == [])
        #expect(others.filter { !exists($0, in: table) } == [])
        #expect(report.filesReclaimed == 2)
        #expect(try await table.cells() == [[.int(1)]])
    }

    @Test func filesOfALiveWriterStay() async throws {
        let test = try TestStore()
        let table = try await test.importCSV("a\n1\n").table
        try await table.whileWriting {
            try place(Self.orphan, in: table)
            _ = try await Retention.$safetyWindow.withValue(.zero) { try await Upkeep(table: table).run() }
            #expect(exists(Self.orphan, in: table))
        }
    }

    @Test func youngFilesStay() async throws {
        let test = try TestStore()
        let table = try await test.importCSV("a\n1\n").table
        try place(Self.orphan, in: table)
        _ = try await Retention.$safetyWindow.withValue(.seconds(60)) { try await table.optimize() }
        #expect(exists(Self.orphan, in: table))
    }

    @Test func commitsFindLeftoversInTime() async throws {
        try await Retention.$safetyWindow.withValue(.zero) {
            let test = try TestStore()
            var table = try await test.importCSV("a\n0\n").table
            try place(Self.orphan, in: table)
            for number in 1...21 { table = try await table.appending([number]) }
            #expect(!exists(Self.orphan, in: table))
        }
    }
}
