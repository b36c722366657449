import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct InsertTests {
    private let test: TestStore

    init() throws { test = try TestStore() }

    private func films() async throws -> Table {
        let options = ImportOptions.keyed("id")
        return try await test.importCSV("id,title,score\n1,Alien,8.5\n2,Brazil,7.9\n", options: options).table
    }

    @Test func aRowIsThereWithItsIDAndVersion() async throws {
        let result = try await films().insert(["id": 3, "title": "Cube"])
        #expect(result.rowsInserted == 1)
        #expect(result.table.version == 1)
        #expect(try await result.table.cells().last == [.int(3), .string("Cube"), .null])
    }

    @Test func manyRowsAreOneVersion() async throws {
        let table = try await films()
        let result = try await table.insert((10..<1500).map { ["id": .int($0)] })
        #expect(result.table.version == 1)
        #expect(try await result.table.count() == 1492)
        let error = await failure { try await result.table.insert([["id": 5000], ["id": 1499]]) }
        #expect(error?.code == .duplicateKey)
        #expect(error?.location.row == 2)
    }

    @Test func valuesThatDoNotFitAreNamed() async throws {
        let table = try await films()
        let text = await failure { try await table.insert([["id": 3], ["id": 4, "score": .string("good")]]) }
        #expect(text?.code == .invalidValue)
        #expect(text?.location.column == "score" && text?.location.row == 2)
        #expect(text?.message.contains("'good'") == true)
        let name = await failure { try await table.insert(["id": 3, "titel": .string("x")]) }
        #expect(name?.code == .columnNotFound)
        #expect(name?.message.contains("did you mean 'title'") == true)
        let key = await failure { try await table.insert(["title": .string("x")]) }
        #expect(key?.code == .missingValue)
        #expect(try await table.latest().version == 0)
        #expect(test.contents.filter { $0.hasSuffix(".parquet") }.count == 1)
    }

    @Test func aTakenKeyIsRefusedInTheTableAndInTheCall() async throws {
        let table = try await films()
        let taken = await failure { try await table.insert(["id": 2]) }
        #expect(taken?.code == .duplicateKey)
        #expect(taken?.message.contains("id = 2") == true)
        let twice = await failure { try await table.insert([["id": 7], ["id": 8], ["id": 7]]) }
        #expect(twice?.code == .duplicateKey)
        #expect(twice?.message.contains("rows 1 and 3") == true)
    }

    @Test func concurrentRowsShareVersionsAndABadOneFailsAlone() async throws {
        let table = try await films()
        let failures = await withTaskGroup(of: LighttableError?.self) { group in
            for key in 0..<100 {
                group.addTask { await failure { try await table.insert(["id": .int(key == 50 ? 2 : key + 10)]) } }
            }
            return await group.reduce(into: []) { $0 += $1.map { [$0] } ?? [] }
        }
        let newest = try await table.latest()
        #expect(failures.map(\.code) == [.duplicateKey])
        #expect(try await newest.count() == 101)
        #expect(newest.version < 60)
    }

    @Test func twoHandlesNeverBothInsertAKey() async throws {
        let (first, second) = (try await films(), try await test.store.table("t"))
        for key in 10..<20 {
            async let one = failure { try await first.insert([["id": .int(key)]]) }
            async let two = failure { try await second.upsert([["id": .int(key), "score": 1]]) }
            async let three = failure { try await second.insert([["id": .int(key)]]) }
            let failures = await [one, two, three].compactMap { $0?.code }
            #expect(failures.allSatisfy { $0 == .duplicateKey })
            #expect(failures.count >= 1)
        }
        #expect(try await first.latest().count() == 12)
    }

    @Test func aWriteWithProgressIsDoneOnce() async throws {
        let table = try await films()
        let progress = ApplicationProgress(applicationID: "nightly", number: 3)
        _ = try await table.insert([["id": 3]], progress: progress)
        let again = try await table.insert([["id": 3]], progress: progress)
        #expect(again.rowsInserted == 0)
        #expect(try await again.table.count() == 3)
        #expect(again.table.transactions["nightly"] == 3)
    }

    @Test func aCancelledInsertLeavesNothing() async throws {
        let table = try await films()
        let before = test.contents
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await table.insert(["id": 3])
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(test.contents == before)
    }

    @Test func batchesThatArriveAreOneVersion() async throws {
        let table = try await films()
        let groups = AsyncStream { stream in
            for start in stride(from: 10, to: 50, by: 10) {
                stream.yield((start..<start + 10).map { ["id": Value.int($0)] })
            }
            stream.finish()
        }
        let result = try await table.insert(groups)
        #expect(result.rowsInserted == 40)
        #expect(result.table.version == 1)
        let repeated = AsyncStream { stream in
            stream.yield([["id": Value.int(100)]])
            stream.yield([["id": Value.int(49)]])
            stream.finish()
        }
        let error = await failure { try await result.table.insert(repeated) }
        #expect(error?.code == .duplicateKey)
        #expect(error?.location.row == 2)
        #expect(try await table.latest().version == 1)
    }

    @Test func cellsTakeTheFormOfTheirType() async throws {
        var options = ImportOptions()
        options.schemaOverrides = [
            "meta": ColumnOverride(.json), "box": ColumnOverride(.array(ArrayType(.float32, shape: [2]))),
            "day": ColumnOverride(.date), "price": ColumnOverride(.decimal(precision: 6, scale: 2)),
            "photo": ColumnOverride(.image),
        ]
        let header = "meta,box,day,price,photo\n"
        let table =
            try await test.importCSV(header + "{},\"[1,2]\",2026-01-01,1.00,https://x.org/a.png\n", options: options)
            .table
        let row: [String: Value] = [
            "meta": .string("{ \"a\" : 1 }"), "box": .list([.float(1), .float(2)]), "day": .string("2026-02-03"),
            "price": .int(3), "photo": .string("https://x.org/b.png"),
        ]
        let cells = try await table.insert(row).table.cells()[1]
        #expect(cells[0] == .string("{\"a\":1}"))
        #expect(cells[2] == .date(20487))
        #expect(cells[3] == .decimal("3.00"))
        for (column, value) in [
            ("meta", Value.string("{")), ("box", .list([.float(1)])), ("price", .decimal("1.234")),
            ("photo", .string("/no")),
        ] {
            let error = await failure { try await table.insert([column: value]) }
            #expect(error?.location.column == column)
        }
    }
}
