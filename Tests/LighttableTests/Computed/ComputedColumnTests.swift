import Columnar
import Foundation
import Lighttable
import Synchronization
import Testing

@Suite("Computed columns follow what they are made of") struct ComputedColumnTests {
    private let test: TestStore

    init() throws { test = try TestStore() }

    private func films() async throws -> Table {
        try await test.films().addComputedColumn("decade", try Expression("year - year % 10")).table
    }

    @Test func `rows that are there, that come and that change have their value`() async throws {
        var table = try await films()
        #expect(try await table.cells(of: "decade") == [.int(1970), .int(1980), .int(1990)])
        table = try await table.insert(["id": .int(4), "year": .int(2007)]).table
        table = try await table.insert([["id": .int(5), "year": .int(2011)], ["id": .int(6)]]).table
        table = try await table.insert(from: .csv(try test.file("more.csv", "id,year\n7,2024\n".utf8))).write.table
        table = try await table.upsert([["id": .int(1), "year": .int(1981)], ["id": .int(8), "year": .int(1999)]]).table
        table = try await table.upsert(from: .csv(try test.file("again.csv", "id,year\n2,2001\n".utf8))).write.table
        table = try await table.update(["year": "year + 10"], where: "id = 3").table
        #expect(
            try await table.cells(of: "decade")
                == [.int(1980), .int(2000), .int(2000), .int(2000), .int(2010), .null, .int(2020), .int(1990)]
        )
        #expect(table.columns.last?.computed?.text == "year - year % 10")
    }

    @Test func `what is computed from computed columns follows in the same version`() async throws {
        var table = try await films()
        table = try await table.addComputedColumn("century", try Expression("decade - decade % 100")).table
        let before = table.version
        let result = try await table.update(["year": "year + 100"], where: "id = 1")
        #expect(result.table.version == before + 1)
        #expect(result.rowsUpdated == 1)
        #expect(try await result.table.cells(of: "century") == [.int(2000), .int(1900), .int(1900)])
    }

    @Test func `a computed column cannot be given values`() async throws {
        let table = try await films()
        let source = try test.file("all.csv", "id,decade\n9,1\n".utf8)
        let attempts: [@Sendable () async throws -> Void] = [
            { _ = try await table.update(["decade": "1"]) },
            { _ = try await table.insert(["id": .int(9), "decade": .int(1)]) },
            { _ = try await table.upsert([["id": .int(1), "decade": .int(1)]]) },
            { _ = try await table.insert(from: .csv(source)) },
            { _ = try await table.alterColumn("decade", type: .float) },
            { _ = try await table.alterColumn("decade", isNullable: false) },
        ]
        for attempt in attempts {
            let error = await failure(of: attempt)
            #expect(error?.code == .unsupported)
            #expect(error?.location.column == "decade")
            #expect(error?.message.contains("is computed as year - year % 10") == true)
        }
        #expect(try await table.latest().version == table.version)
    }

    @Test func `what is needed cannot be dropped or given another type, and a new name is followed`() async throws {
        let first = try await films()
        let attempts: [@Sendable () async throws -> Void] = [
            { _ = try await first.dropColumn("year") }, { _ = try await first.alterColumn("year", type: .float) },
        ]
        for attempt in attempts {
            #expect(await failure(of: attempt)?.message.contains("'decade' is computed from it") == true)
        }
        var table = try await first.renameColumn("year", to: "release year").table
        table = try await table.renameColumn("decade", to: "ten").table
        #expect(table.columns.last?.computed?.text == "\"release year\" - \"release year\" % 10")
        table = try await table.update(["release year": "1960"], where: "id = 1").table
        #expect(try await table.cells(of: "ten")[0] == .int(1960))
        table = try await table.dropColumn("ten").table
        table = try await table.dropColumn("release year").table
        #expect(table.settings["computed"] == nil)
    }

    @Test func `an older version brings its computed columns back`() async throws {
        let first = try await films()
        var table = try await first.dropColumn("decade").table
        table = try await table.revert().table
        table = try await table.insert(["id": .int(4), "year": .int(2007)]).table
        #expect(try await table.cells(of: "decade").last == .int(2000))
        table = try await table.restore(to: 0).table
        #expect(table.settings["computed"] == nil)
        #expect(table.columns.map(\.name) == ["id", "title", "year"])
    }

    @Test func `a row for which the expression fails is named, and nothing changes`() async throws {
        let text = "id,text\n1,12\n2,no\n3,x\n"
        let table = try await test.importCSV(text).table
        let whole = try Expression("CAST(text AS Int)")
        let added = await failure { _ = try await table.addComputedColumn("n", whole) }
        #expect(added?.code == .invalidValue)
        #expect(added?.message.contains("computed column 'n'") == true)
        #expect(try await table.latest().version == 0)
        let filled = try await table.update(["text": "'5'"]).table.addComputedColumn("n", whole).table
        let inserted = await failure {
            _ = try await filled.insert([
                ["id": .int(4), "text": .string("6")], ["id": .int(5), "text": .string("six")],
            ])
        }
        #expect(inserted?.location.row == 2)
        #expect(inserted?.message.hasPrefix("row 2: computed column 'n': ") == true)
        #expect(try await filled.latest().version == filled.version)
    }

    @Test func `failures that are ignored are told in a column beside it`() async throws {
        var table = try await test.importCSV("id,text\n1,12\n2,no\n3,7\n4,\n").table
        table = try await table.addComputedColumn("n", try Expression("CAST(text AS Int)"), onError: .ignore).table
        #expect(try await table.cells(of: "n") == [.int(12), .null, .int(7), .null])
        #expect(try await table.where(try Expression("n_error IS NOT NULL")).collect().map { $0["id"] } == [.int(2)])
        let kinds = try await table.query().select([try Selection(parsing: "n_error.type AS t")]).collect()["t"]
        #expect(kinds?[1].stringValue?.contains("invalidValue") == true)
        let broken = table.where(table["n"].errorType == "invalidValue" && table["n"].errorMessage.contains("no"))
        #expect(try await broken.collect().map { $0["id"] } == [.int(2)])
        #expect(try await table.where("error_type(n) IS NULL").collect().count == 3)
        for text in ["error_type(text) = ''", "error_type(n, id) = ''", "error_message(upper(n)) = ''"] {
            #expect(await failure { _ = try await table.where(text).count() }?.code == .invalidExpression, "\(text)")
        }
        #expect(await failure { _ = try await table.where("error_type(m) = ''").count() }?.code == .columnNotFound)
        table = try await table.addComputedColumn("why", try Expression("error_type(n)")).table
        table = try await table.renameColumn("n", to: "number").table
        #expect(try await table.where("error_type(number) = why").collect().map { $0["id"] } == [.int(2)])
        table = try await table.renameColumn("number", to: "n").table
        #expect(await failure { _ = try await table.dropColumn("n") } != nil)
        table = try await table.update(["text": "'9'"], where: "id = 2").table
        #expect(try await table.cells(of: "n_error") == [.null, .null, .null, .null])
        #expect(try await table.cells(of: "n")[1] == .int(9))
        #expect(try await table.cells(of: "why") == [.null, .null, .null, .null])
        table = try await table.dropColumn("why").table
        #expect(await failure { _ = try await table.dropColumn("n_error") }?.code == .unsupported)
        #expect(try await table.dropColumn("n").table.columns.map(\.name) == ["id", "text"])
    }

    @Test func `a function is called once for each row, also where what is made of its value fails`() async throws {
        let calls = Mutex(0)
        try test.store.functions.register(
            Function("spelled") { (number: Int) in
                calls.withLock { $0 += 1 }
                return number == 7 ? "seven" : "\(number)"
            }
        )
        let table = try await test.importCSV("n\n" + (0..<40).map { "\($0)\n" }.joined()).table
        let filled = try await table.addComputedColumn(
            "m",
            try Expression("CAST(spelled(n) AS Int)"),
            onError: .ignore
        )
        let rows = try await filled.table.query().collect()
        #expect(rows["m"] == (0..<40).map { $0 == 7 ? .null : .int($0) })
        #expect(rows["m_error"]?.enumerated().filter { !$1.isNull }.map(\.offset) == [7])
        #expect(calls.withLock(\.self) == 40)
    }

    @Test func `a function that this process does not know leaves the column readable and says so`() async throws {
        let table = try await films()
        let log = "\(table.path)/_delta_log/\(String(format: "%020d", table.version)).json"
        let text = try String(contentsOfFile: log, encoding: .utf8)
        try text.replacing("year - year % 10", with: "caption(year)")
            .write(toFile: log, atomically: true, encoding: .utf8)
        let changed = try await test.store.table("t")
        #expect(try await changed.cells(of: "decade") == [.int(1970), .int(1980), .int(1990)])
        #expect(try await changed.update(["title": "'x'"]).rowsUpdated == 3)
        let error = await failure { _ = try await changed.insert(["id": .int(4)]) }
        #expect(
            error?.message.hasPrefix("computed column 'decade' cannot be computed: there is no function 'caption'")
                == true
        )
    }

    @Test func `recompute gives rows of other engines their values, and makes no version for nothing`() async throws {
        let table = try await films()
        let script = """
            import sys, pyarrow, deltalake
            rows = pyarrow.table({"id": pyarrow.array([4], "int64"), "title": ["Dune"], "year": pyarrow.array([2021], "int64")})
            deltalake.write_deltalake(sys.argv[1], rows, mode="append", schema_mode="merge")
            """
        try ReadersPython.run(text: script, table.path)
        #expect(try await table.latest().cells(of: "decade").last == .null)
        let filled = try await table.recompute(where: try Expression("decade IS NULL"))
        #expect(filled.rowsUpdated == 1)
        #expect(try await filled.table.cells(of: "decade").last == .int(2020))
        #expect(try await table.recompute().rowsUpdated == 0)
        #expect(try await table.latest().version == filled.table.version)
        let error = await failure { _ = try await table.recompute(["year"]) }
        #expect(error?.code == .unsupported)
    }

    @Test func `an expression that does not fit is refused before anything is written`() async throws {
        let table = try await films()
        for (name, text, code) in [
            ("x", "yeer + 1", LighttableError.Code.columnNotFound), ("x", "title + 1", .invalidExpression),
            ("year", "1", .alreadyExists), ("x", "NULL", .invalidExpression),
        ] {
            let error = await failure { _ = try await table.addComputedColumn(name, try Expression(text)) }
            #expect(error?.code == code)
        }
        #expect(try await table.latest().version == table.version)
    }
}
