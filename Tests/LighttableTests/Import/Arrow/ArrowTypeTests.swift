import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct ArrowTypeTests {
    private static let types = Result { try ForeignSources("types") }

    @Test(arguments: [
        "types.parquet", "types.arrow", "types.arrows", "lz4.feather", "zstd.feather", "uncompressed.feather",
    ])
    func everyTypeHasItsColumnType(_ file: String) async throws {
        let (table, report) = try await Self.types.get().check(file)
        #expect(report.warnings.contains("column 'nanoseconds': digits of a second after the sixth were cut off"))
        #expect(report.warnings.contains { $0.hasPrefix("column 'rich_struct': numbers that are NaN") })
        #expect(report.warnings.allSatisfy { !$0.contains("'seconds'") })
        let local = table.columns.filter(\.isLocalTime).map(\.name)
        #expect(local.sorted() == ["local", "milliseconds"])
    }

    @Test func pandasFramesComeWithoutTheirIndex() async throws {
        let sources = try ForeignSources("pandas")
        for file in sources.expected.keys.sorted() { try await sources.check(file) }
    }

    @Test func polarsAndDuckDBFilesComeWhole() async throws {
        let sources = try ForeignSources("engines")
        for file in sources.expected.keys.sorted() { try await sources.check(file) }
    }

    @Test(arguments: 1...12) func whatPythonHasIsWhatTheTableHas(_ seed: Int) async throws {
        let sources = try ForeignSources("rounds", seed: seed)
        for file in sources.expected.keys.sorted() { try await sources.check(file) }
    }

    @Test(
        arguments: [
            ("int32", "Float", "2147483647.0"), ("int32", "String", "2147483647"), ("float32", "String", "1.1"),
            ("int64", "Decimal(38,2)", "9223372036854775807.00"), ("bool", "Int", "1"), ("bool", "String", "true"),
            ("date32", "Timestamp", "1769817600000000"), ("date32", "String", "2026-01-31"),
            ("local", "String", "2026-01-31T12:30:15.5"), ("instant", "String", "2026-01-31T12:30:15.5Z"),
            ("time64", "String", "23:59:59.999999"), ("duration", "String", "PT9600H"), ("decimal", "Float", "1.5"),
            ("decimal", "String", "1.50"), ("uuid", "String", "01234567-89ab-cdef-0123-456789abcdef"),
            ("list", "Json", "[1,null]"), ("list", "Array(float32)", "[1.0, nil]"),
            ("struct", "String", "{\"z\":1,\"a\":\"x\\\"\\n\"}"),
            ("int8", "Json", "127"), ("string", "Json", nil), ("time64", "Json", "\"23:59:59.999999\""),
            ("uint64", "Decimal(20,0)", "9223372036854775807"),
        ] as [(String, String, String?)]
    )
    func aTypeAskedForTakesWhatIsThere(_ column: String, _ type: String, _ first: String?) async throws {
        var options = ImportOptions()
        options.schemaOverrides = [column: ColumnOverride(try ColumnType.parse(type).type)]
        let sources = try Self.types.get()
        guard let first else {
            let error = await failure { _ = try await sources.importing("types.parquet", options) }
            #expect(error?.location.column == column)
            return
        }
        let (table, _) = try await sources.importing("types.parquet", options)
        let index = try #require(table.columns.firstIndex { $0.name == column })
        #expect("\(table.columns[index].type)" == type)
        let text = try await table.cells()[0][index].foreignText
        #expect(text?.replacing("null", with: "nil") == first.replacing("null", with: "nil"))
    }

    @Test(arguments: [
        ("time64", "Date"), ("binary", "Int"), ("float64", "Int"), ("list", "Array(int64,[7])"), ("local", "Date"),
        ("struct", "Float"), ("duration", "Timestamp"), ("int8", "Bool"),
    ])
    func aTypeThatDoesNotFitIsAnErrorAboutTheCell(_ column: String, _ type: String) async throws {
        var options = ImportOptions()
        options.schemaOverrides = [column: ColumnOverride(try ColumnType.parse(type).type)]
        let error = await failure { _ = try await Self.types.get().importing("types.arrow", options) }
        #expect(error?.code == .invalidValue)
        #expect(error?.location.column == column)
        #expect(error?.location.row != nil)
    }
}
