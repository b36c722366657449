import Columnar
import Lighttable
import Testing

@Suite("Times of day and UUIDs in expressions") struct ClockExpressionTests {
    private let test: TestStore
    private let shops: Table

    init() async throws {
        test = try TestStore()
        let columns = [
            Column("id", .int, isNullable: false), Column("opens", .time), Column("at", .timestamp),
            Column("word", .string),
        ]
        shops = try await test.store.createTable("shops", columns: columns, primaryKey: ["id"])
        try await shops.insert([
            ["id": .int(1), "opens": .string("09:30"), "at": .timestamp(-1), "word": .string("7:05")],
            [
                "id": .int(2), "opens": .string("17:45:10.5"), "at": .timestamp(3_723_000_000),
                "word": .string("23:59:59.999999"),
            ],
            ["id": .int(3), "opens": .null, "at": .null, "word": .null],
        ])
    }

    private func ids(_ condition: String) async throws -> [Int] {
        try await shops.latest().where(condition).collect().compactMap { $0["id"].intValue }
    }

    private func values(_ expression: String) async throws -> [Value] {
        let rows = try await shops.latest().query().select(Selection.list("\(expression) AS x")).collect()
        return rows.map { $0["x"] }
    }

    @Test(
        "they compare with columns and with each other",
        arguments: [
            ("opens > TIME '09:30'", [2]), ("opens >= TIME '09:30:00'", [1, 2]), ("opens = TIME '17:45:10.500'", [2]),
            ("opens BETWEEN TIME '9:00' AND TIME '10:00'", [1]), ("opens IN (TIME '09:30', TIME '00:00')", [1]),
            ("opens < CAST(word AS Time)", [2]), ("opens > CAST(at AS Time)", [2]),
            ("coalesce(opens, TIME '00:00') < TIME '01:00'", [3]), ("hour(opens) = 17 AND second(opens) = 10", [2]),
            ("opens > 34200000000", [2]), ("opens / 3600000000 < 9.6", [1]),
        ]
    )
    func compares(condition: String, expected: [Int]) async throws {
        #expect(try await ids(condition) == expected)
    }

    @Test("casts give what other types say")
    func casts() async throws {
        #expect(try await values("CAST(opens AS String)") == [.string("09:30:00"), .string("17:45:10.5"), .null])
        #expect(try await values("CAST(word AS Time)") == [.int(25_500_000_000), .int(86_399_999_999), .null])
        #expect(try await values("CAST(at AS Time)") == [.int(86_399_999_999), .int(3_723_000_000), .null])
        #expect(try await values("CAST(opens AS Int)") == [.int(34_200_000_000), .int(63_910_500_000), .null])
        #expect(try await values("opens + 1") == [.int(34_200_000_001), .int(63_910_500_001), .null])
    }

    @Test("columns that are made of them have their types")
    func types() async throws {
        let expressions = [
            "TIME '09:30'", "CAST(word AS Time)", "coalesce(opens, TIME '00:00')", "if(id = 1, opens, NULL)",
            "CAST('123E4567E89B12D3A456426614174000' AS Uuid)",
        ]
        let rows = try await shops.latest().query().select(Selection.list(expressions.joined(separator: ", ")))
            .collect()
        #expect(rows.columns.map(\.type) == [.time, .time, .time, .time, .uuid])
        let latest = try await shops.latest().query().group(by: [], [.max(try Expression("opens"), as: "last")])
            .collect()
        #expect(latest.columns.map(\.type) == [.time])
        #expect(latest.first?["last"] == .int(63_910_500_000))
    }

    @Test("UUIDs are spelled one way")
    func spellsUUIDs() async throws {
        let spelled = Value.string("123e4567-e89b-12d3-a456-426614174000")
        for text in ["123E4567E89B12D3A456426614174000", "{123e4567-e89b-12d3-a456-426614174000}"] {
            #expect(try await values("CAST('\(text)' AS Uuid)") == [spelled, spelled, spelled])
        }
    }

    @Test("cells are set to them")
    func assigns() async throws {
        let changed = try await shops.update(["opens": "TIME '08:00'"], where: "id = 1")
        #expect(try await changed.table.where("opens = TIME '8:00'").count() == 1)
    }

    @Test(
        "what is none is told with how it is written",
        arguments: [
            ("opens > '09:00'", "column 'opens' is Time and '09:00' is text: write TIME '09:00'"),
            ("opens > TIME '25:00'", "'25:00' is not a time of day such as TIME '12:34:56'"),
            ("CAST('noon' AS Time) = opens", "'noon' is no time of day such as 12:34:56"),
            ("CAST('123' AS Uuid) = word", "'123' is no UUID such as 123e4567-e89b-12d3-a456-426614174000"),
            ("CAST(id AS Time) = opens", "column 'id' is Int, which cannot be cast to Time"),
            ("year(opens) = 2026", "year takes dates and times, but column 'opens' is Time"),
            ("opens = DATE '2026-01-31'", "column 'opens' is Time and DATE '2026-01-31' is a date"),
        ]
    )
    func refuses(condition: String, message: String) async throws {
        let error = try #require(await failure { _ = try await ids(condition) })
        #expect(error.message.contains(message))
    }

    @Test("an expression's text is read back as the same")
    func text() throws {
        for text in [
            "opens > TIME '09:30:00'", "CAST(word AS Time)", "TIME '17:45:10.5' < opens", "CAST(word AS Uuid)",
        ] {
            let expression = try Expression(text)
            #expect(expression.description == text)
            #expect(try Expression(expression.description) == expression)
        }
    }
}
