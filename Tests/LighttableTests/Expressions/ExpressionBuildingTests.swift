import Columnar
import Foundation
import Lighttable
import Testing

@Suite("Expressions built in Swift") struct ExpressionBuildingTests {
    private let a = Lighttable.Expression.column("a")
    private let b = Lighttable.Expression.column("b")
    private let day = Date(timeIntervalSince1970: 1_769_860_800.5)

    private func same(_ built: Lighttable.Expression, _ text: String) throws {
        let parsed = try Expression(text).description
        #expect(built.description == parsed)
        let again = try Expression(built.description).description
        #expect(again == built.description)
    }

    @Test func `comparisons and arithmetic are those of the same text`() throws {
        try same(a == 1, "a = 1")
        try same(a != "x", "a <> 'x'")
        try same(a < -2, "a < -2")
        try same(a <= 1.5, "a <= 1.5")
        try same(a > -0.25, "a > -0.25")
        try same(a >= b, "a >= b")
        try same(a == true, "a = TRUE")
        try same(a == (nil as Int?), "a = NULL")
        try same(a > day, "a > TIMESTAMP '2026-01-31T12:00:00.5Z'")
        try same(a == Decimal(string: "1.10"), "a = 1.1")
        try same(a == 1 && b == 2 || !(a == b), "a = 1 AND b = 2 OR NOT a = b")
        try same(a + b * 2 - 1, "a + b * 2 - 1")
        try same((a + 1) / b % 3, "(a + 1) / b % 3")
        try same(-a, "-a")
    }

    @Test func `conditions, paths and calls are those of the same text`() throws {
        try same(a.isNull, "a IS NULL")
        try same(a.isNotNull, "NOT a IS NULL")
        try same(a.isIn(["x", "y"]), "a IN ('x', 'y')")
        try same(a.isIn([1, 2]), "a IN (1, 2)")
        try same(a.isBetween(1, b), "a BETWEEN 1 AND b")
        try same(a.isLike("x%"), "a LIKE 'x%'")
        try same((a > 1).ifElse("l", "s"), "CASE WHEN a > 1 THEN 'l' ELSE 's' END")
        try same(a.coalesce(b, 0), "coalesce(a, b, 0)")
        try same(a.nullIf(0), "nullif(a, 0)")
        try same(a.cast(to: .int), "CAST(a AS Int)")
        try same(a["boxes"][0]["odd label"], "a.boxes[0].\"odd label\"")
        try same(a[-1], "a[-1]")
    }

    @Test func `functions of text are those of the same text`() throws {
        try same(.function("f", a, 1, "x"), "f(a, 1, 'x')")
        try same(a.length > 3, "length(a) > 3")
        try same(a.lowercased().contains("x"), "contains(lower(a), 'x')")
        try same(a.uppercased().hasPrefix(b), "starts_with(upper(a), b)")
        try same(a.trimmed().hasSuffix("z"), "ends_with(trim(a), 'z')")
        try same(a.reversed().matches("^x"), "regexp_matches(reverse(a), '^x')")
        try same(a.replacing("x", with: "it's"), "replace(a, 'x', 'it''s')")
        try same(a.substring(from: 2), "substr(a, 2)")
        try same(a.prefix(2), "left(a, 2)")
        try same(a.suffix(a.length), "right(a, length(a))")
        try same(a.position(of: "x"), "strpos(a, 'x')")
        try same(a.piece(2, separatedBy: ","), "split_part(a, ',', 2)")
        try same(a.replacing(matchesOf: "x+", with: "y"), "regexp_replace(a, 'x+', 'y', 'g')")
        try same(a.replacing(matchesOf: "x+", with: "y", isRepeated: false), "regexp_replace(a, 'x+', 'y')")
        try same(a.substring(from: 2, length: 3), "substr(a, 2, 3)")
        try same(a.appending("!"), "a || '!'")
    }

    @Test func `functions of numbers, dates and media are those of the same text`() throws {
        try same(a.magnitude, "abs(a)")
        try same(a.rounded(), "round(a)")
        try same(a.rounded(2), "round(a, 2)")
        try same(a.roundedDown(), "floor(a)")
        try same(a.roundedUp(), "ceil(a)")
        try same(a.squareRoot(), "sqrt(a)")
        try same(a.power(2), "power(a, 2)")
        try same(a.logarithm(), "ln(a)")
        try same(a.count, "array_length(a)")
        try same(a.slice(from: 1), "a[1:]")
        try same(a.slice(from: -3, to: -1), "a[-3:-1]")
        try same(a[0..<2], "a[:2]")
        try same(2 * a, "2 * a")
        try same(1.5 - a, "1.5 - a")
        try same(1 + a / 2, "1 + a / 2")
        try same(1 / a, "1 / a")
        try same(a.fileURL, "file_url(a)")
        try same(a.localPath, "local_path(a)")
        try same(a.year, "year(a)")
        try same(a.month, "month(a)")
        try same(a.day, "day(a)")
        try same(a.dayOfWeek, "dayofweek(a)")
        try same(a.hour, "hour(a)")
        try same(a.minute, "minute(a)")
        try same(a.second, "second(a)")
        try same(a.truncated(to: .month), "date_trunc('month', a)")
        try same(a.width * a.height, "width(a) * height(a)")
        try same(a.format, "format(a)")
        try same(a.fileSize, "file_size(a)")
        try same(a.duration * a.frameRate, "duration(a) * frame_rate(a)")
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity, 1e300, -1e-300, 0, .leastNonzeroMagnitude])
    func `numbers keep their value`(number: Double) async throws {
        let test = try TestStore()
        defer { withExtendedLifetime(test) {} }
        let table = try await test.importCSV("id\n1\n").table
        let rows = try await table.query().select((number.expression + 0.0).named("x")).collect()
        let found = try #require(rows[0]["x"].doubleValue)
        #expect(found == number || found.isNaN && number.isNaN)
    }

    @Test func `filter, select and change rows of a table`() async throws {
        let test = try TestStore()
        defer { withExtendedLifetime(test) {} }
        let films = try await test.importCSV("title,year,price\nA,2010,1\nB,2016,2\nC,2020,\n").table
        let recent = films.where(films["year"] > 2015 && films["price"].isNotNull).select("title", "year")
        #expect(try await recent.collect().map { $0["title"] } == [.string("B")])
        let changed = try await films.update(["price": films["price"] * 10], where: films["year"] < 2018).table
        let sums = try await changed.query().select((changed["price"].coalesce(0) + 1).named("p")).collect()
        #expect(sums.map { $0["p"] } == [.int(11), .int(21), .int(1)])
    }
}
