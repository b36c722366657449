import Columnar
import DeltaLog
import Foundation
import Testing

@testable import Lighttable

@Suite struct LogCleanupTests {
    private func table(_ test: TestStore, retaining count: Int) async throws -> Table {
        var options = ImportOptions()
        options.numRetainedVersions = count
        return try await test.importCSV("a\n0\n", options: options).table
    }

    private func updated(_ table: Table, to number: Int) async throws -> Table {
        var edits = TableEdits(operation: "UPDATE", message: "to \(number)")
        edits.values[RowID(rawValue: 0)] = ["a": .int(number)]
        return try await table.update(edits).table
    }

    private func logFiles(_ table: Table) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: table.log.directory).sorted()
    }

    @Test func aCheckpointComesEveryTwentyVersionsAndOlderCommitsGo() async throws {
        let test = try TestStore()
        var table = try await table(test, retaining: 3)
        for number in 1...44 { table = try await updated(table, to: number) }
        let files = try logFiles(table)
        #expect(files.filter { $0.hasSuffix(".checkpoint.parquet") }.count <= 2)
        #expect(files.contains("_last_checkpoint"))
        #expect(files.count { $0.hasSuffix(".json") } <= 25)
        #expect(try await test.store.table("t").cells() == [[.int(44)]])
        for version in 42...44 { #expect(try await table.at(version: version).cells() == [[.int(version)]]) }
        let error = await failure { _ = try await table.at(version: 3) }
        #expect(error?.code == .notFound)
        #expect(error?.message.contains("oldest") == true)
    }

    @Test func theHistoryStaysComplete() async throws {
        let test = try TestStore()
        var table = try await table(test, retaining: 3)
        var expected = try await table.history()
        for number in 1...65 {
            table = try await updated(table, to: number)
            if number == 15 { expected = try await table.history() }
        }
        let history = try await table.history()
        #expect(history.map(\.version) == (0...table.version).reversed())
        #expect(Array(history.suffix(expected.count)).map(\.message) == expected.map(\.message))
        #expect(history.allSatisfy { $0.rows == 1 && ($0.version == 0 || $0.message == "to \($0.version)") })
        #expect(try await table.at(version: table.version - 1).history() == Array(history.dropFirst()))
    }

    @Test func aTornLineOfTheArchiveIsPassedOver() async throws {
        let test = try TestStore()
        var table = try await table(test, retaining: 1)
        for number in 1...25 { table = try await updated(table, to: number) }
        let path = "\(table.privateDirectory)/history.jsonl"
        let archive = try Data(contentsOf: URL(filePath: path))
        try (archive + Data(#"{"version":99,"oper"#.utf8)).write(to: URL(filePath: path))
        for number in 26...65 { table = try await updated(table, to: number) }
        #expect(try await table.history().map(\.version) == (0...table.version).reversed())
    }

    @Test func aCleanUpThatWasCutShortIsFinishedByTheNext() async throws {
        try await Retention.$safetyWindow.withValue(.zero) {
            let test = try TestStore()
            var table = try await table(test, retaining: 1)
            var commits: [String: Data] = [:]
            for number in 1...25 {
                table = try await updated(table, to: number)
                guard (11...18).contains(number) else { continue }
                let path = "\(table.log.directory)/000000000000000000\(number).json"
                commits[path] = FileManager.default.contents(atPath: path)
            }
            try #require(commits.keys.allSatisfy { !FileManager.default.fileExists(atPath: $0) })
            for (path, contents) in commits { try contents.write(to: URL(filePath: path)) }
            #expect(try await table.history().map(\.version) == (0...table.version).reversed())
            _ = try await table.optimize()
            #expect(commits.keys.allSatisfy { !FileManager.default.fileExists(atPath: $0) })
            #expect(try await table.history().map(\.version) == (0...table.version).reversed())
        }
    }

    @Test func aTaggedVersionOutlivesTheCommitsAroundIt() async throws {
        try await Retention.$safetyWindow.withValue(.zero) {
            let test = try TestStore()
            var table = try await table(test, retaining: 2)
            for number in 1...9 { table = try await updated(table, to: number) }
            table = try await table.tag("good")
            for number in 10...70 { table = try await updated(table, to: number) }
            #expect(try await table.at(tag: "good").cells() == [[.int(9)]])
            #expect(table.dataFilesOnDisk.count == 3)
            let restored = try await table.restore(to: 9).table
            #expect(try await restored.cells() == [[.int(9)]])
            #expect(try await table.at(tag: "good").history().first?.version == 9)
        }
    }

    @Test func aVersionThatIsGoneBetweenATagAndTheKeptOnesIsNamed() async throws {
        let test = try TestStore()
        var table = try await table(test, retaining: 2)
        for number in 1...5 { table = try await updated(table, to: number) }
        table = try await table.tag("good")
        for number in 6...60 { table = try await updated(table, to: number) }
        let error = await failure { _ = try await test.store.table("t@20") }
        #expect(error?.code == .notFound)
        #expect(error?.message.contains("version 20 of 't' is no longer kept; the oldest that is kept is") == true)
    }

    @Test func whatAReaderHasOpenStaysReadableWithinTheWindow() async throws {
        let test = try TestStore()
        let first = try await table(test, retaining: 1)
        var table = first
        for number in 1...45 { table = try await updated(table, to: number) }
        #expect(try await first.cells() == [[.int(0)]])
    }

    /// Whatever is retained, tagged and written, the kept versions hold exactly what they held.
    @Test func keptVersionsHoldWhatTheyHeldWhateverHappens() async throws {
        for seed in 1...3 as ClosedRange<UInt64> {
            try await Retention.$safetyWindow.withValue(.zero) {
                var random = SeededGenerator(seed: seed)
                let test = try TestStore()
                let count = Int.random(in: 1...5, using: &random)
                var table = try await table(test, retaining: count)
                var held: [Int: [[Value]]] = [0: try await table.cells()]
                var content = [0]
                for step in 1...60 {
                    let before = table.version
                    switch Int.random(in: 0..<12, using: &random) {
                    case 0..<6: table = try await table.appending([step])
                    case 6..<10: table = try await updated(table, to: -step)
                    case 10: table = try await table.tag("t\(step)")
                    default: table = try await table.optimize().table
                    }
                    table = try await table.latest()
                    for version in before + 1..<table.version + 1 {
                        let made = try await table.at(version: version)
                        held[version] = try await made.cells()
                        if try await made.history().first?.isMaintenance == false { content.append(version) }
                    }
                    let kept = Set(content.suffix(count)).union(table.tags.values)
                    for version in kept {
                        #expect(try await table.at(version: version).cells() == held[version], "seed \(seed)")
                    }
                }
            }
        }
    }
}
