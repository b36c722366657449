import Foundation
import Testing

@testable import Lighttable

@Suite("Filters are checked before they run")
struct FilterCheckTests {
    @Test(
        "types that do not go together",
        arguments: [
            ("i = 'abc'", "column 'i' is Int and 'abc' is text"),
            ("'5' < i", "'5' is text and column 'i' is Int: write 5 without quotes"),
            ("s = 1", "column 's' is String and 1 is a number"),
            ("d = '2026-01-31'", "column 'd' is Date and '2026-01-31' is text: write DATE '2026-01-31'"),
            ("t > '2026-01-31'", "column 't' is Timestamp and '2026-01-31' is text: write TIMESTAMP '2026-01-31'"),
            ("b = 'true'", "column 'b' is Bool and 'true' is text: write TRUE without quotes"),
            ("i IN (1, 'x')", "column 'i' is Int and 'x' is text"),
            ("i BETWEEN 1 AND d", "column 'i' is Int and column 'd' is Date"),
            ("i", "a filter is a condition such as x > 1, but column 'i' is Int"),
            ("'x'", "a filter is a condition such as x > 1, but 'x' is text"),
            ("i + 1", "a filter is a condition such as x > 1, but i + 1 is a number"),
            ("i AND b", "AND takes conditions, but column 'i' is Int"),
            ("b OR s || 'x'", "OR takes conditions, but s || 'x' is text"),
            ("NOT i", "NOT takes conditions, but column 'i' is Int"),
            ("i LIKE 'x'", "LIKE takes text, but column 'i' is Int"),
            ("s + 1 > 0", "+ takes numbers, but column 's' is String"),
            ("-s = 1", "- takes numbers, but column 's' is String"),
            ("f % 2 = 0", "% takes integers, but column 'f' is Float"),
            ("i || s = 'x'", "|| takes text, but column 'i' is Int"),
            ("lower(i) = 'x'", "lower takes text, but column 'i' is Int"),
            ("lower(s, s) = 'x'", "lower takes one text, but here it has 2 arguments"),
            ("coalesce() = 1", "coalesce takes 1 to 100 values, but here it has 0 arguments"),
            ("coalesce(i, s) = 1", "column 'i' is Int and column 's' is String"),
            ("lowr(s) = 'x'", "there is no function 'lowr': did you mean 'lower'?"),
            (
                "frobnicate(s) = 'x'",
                "there is no function 'frobnicate': there are lower, upper, trim, ltrim, rtrim, reverse, length, contains, starts_with, ends_with, regexp_matches, replace, substr, left, right, strpos, split_part, regexp_replace, abs, sign, floor, ceil, round, sqrt, exp, ln, log10, power, least, greatest, coalesce, nullif, if, year, quarter, month, week, day, dayofweek, dayofyear, hour, minute, second, date_trunc, array_length, array_slice, json_keys, json_type, width, height, mode, exif, perceptual_hash, format, file_size, bytes, sha256, file_url, local_path, duration, frame_rate, frame_count, sample_rate, channels, media_info, resize, thumbnail, crop, rotate, flip, grayscale, blur, convert, frame_at, audio_of, segment, error_type, error_message; one of a program's own has to be registered"
            ),
            ("tags = 'x'", "column 'tags' is Array(string), which can only be tested with IS NULL"),
            (
                "s.x = 1",
                "column 's' is String, which has no parts; paths such as a.b and a[0] go through Json, and a[0] through "
                    + "arrays. A column's name with a dot goes in double quotes"
            ),
            ("tags[0] = 1", "tags[0] is text and 1 is a number"),
            ("year(i) = 1", "year takes dates and times, but column 'i' is Int"),
            ("CAST(tags AS Int) = 1", "column 'tags' is Array(string), which cannot be cast to Int"),
            ("CAST(i AS Date) = d", "column 'i' is Int, which cannot be cast to Date"),
            ("width(s) > 1", "width takes one column of pictures or videos, but column 's' is String"),
            (
                "resize(photo) IS NULL",
                "resize takes a column of pictures, a width and a height, but here it has 1 arguments"
            ),
            (
                "resize(photo, s, 1) IS NULL",
                "resize takes a column of pictures, a width and a height, but column 's' is String"
            ),
            (
                "grayscale(flip(s, 'vertical')) IS NULL",
                "grayscale takes a column of pictures, but column 's' is String"
            ),
            ("sha256(grayscale(photo)) > 1", "sha256(grayscale(photo)) is String and 1 is a number"),
            ("regexp_matches(s, s)", "regexp_matches takes text in single quotes here, and no other expression: s"),
            (
                "regexp_matches(s, '(a')",
                "regexp_matches: the expression cannot be computed: Invalid regular expression: missing ): (a"
            ),
            (
                "regexp_replace(s, '(a', 'b') = s",
                "regexp_replace: the expression cannot be computed: Invalid regular expression: missing ): ((a)"
            ),
            ("CASE WHEN i THEN b END", "CASE WHEN takes conditions, but column 'i' is Int"),
            ("CASE WHEN b THEN i ELSE s END = 1", "column 'i' is Int and column 's' is String"),
            (
                "date_trunc('eon', t) = t",
                "date_trunc knows the units 'second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year', but not 'eon'"
            ),
        ]
    )
    func mismatches(text: String, message: String) throws {
        let error = #expect(throws: LighttableError.self) {
            _ = try ExpressionCompiler(FilterSample.columns).condition(try Expression(text))
        }
        #expect(error?.code == .invalidExpression)
        #expect(error?.message == message)
    }

    @Test("an unknown column is named with the nearest, or with all")
    func unknownColumns() throws {
        let columns = [Column("width", .int), Column("height", .int)]
        let near = #expect(throws: LighttableError.self) {
            try FilterCompiler(columns).filter(try Expression("widht > 1"))
        }
        #expect(near?.code == .columnNotFound)
        #expect(near?.location.column == "widht")
        #expect(near?.message == "there is no column 'widht': did you mean 'width'?")
        let far = #expect(throws: LighttableError.self) {
            try FilterCompiler(columns).filter(try Expression("x = \"PG\""))
        }
        #expect(
            far?.message
                == "there is no column 'x': the columns are width, height, and text goes in single quotes"
        )
    }

    @Test("every function is documented", arguments: FunctionLibrary.builtIn.names)
    func documented(function: String) throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../docs/expressions.md")
        #expect(try String(contentsOf: page.standardizedFileURL, encoding: .utf8).contains("`\(function)("))
    }
}
