import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct ArrowFailureTests {
    private static let sources = Result { try ForeignSources("broken") }

    private func failed(_ name: String, _ options: ImportOptions = ImportOptions()) async throws -> LighttableError? {
        let sources = try Self.sources.get()
        return await failure { _ = try await sources.importing(name, options) }
    }

    @Test(arguments: [
        "truncated.parquet", "nothing.parquet", "text.parquet", "truncated.arrow", "truncated.arrows", "text.arrow",
    ])
    func aDamagedFileIsNamed(_ name: String) async throws {
        let error = try await failed(name)
        #expect(error?.code == .malformedFile)
        #expect(error?.location.file?.hasSuffix(name) == true)
    }

    @Test func anOldFeatherFileIsRefusedWithTheRemedy() async throws {
        let error = try await failed("old.feather")
        #expect(error?.code == .unsupported)
        #expect(error?.message.contains("version 2") == true)
    }

    @Test func noRowsMakeAnEmptyTable() async throws {
        let (table, report) = try await Self.sources.get().importing("empty.parquet")
        #expect(table.typeNames == ["a Int", "s String"])
        #expect(report.rows == 0)
    }

    @Test func nullsWithoutATypeAskForOne() async throws {
        let error = try await failed("untyped.parquet")
        #expect(error?.code == .invalidType)
        #expect(error?.location.column == "n")
        var options = ImportOptions()
        options.schemaOverrides = ["n": .init(.float)]
        let (table, _) = try await Self.sources.get().importing("untyped.parquet", options)
        #expect(try await table.cells() == [[1, .null], [2, .null]])
    }

    @Test(arguments: [
        ("big", "18446744073709551615"), ("wide", String(repeating: "9", count: 60)), ("far", "1000000000000000000 ms"),
        ("latin", "1 bytes"),
    ])
    func aValueThatFitsNowhereIsOneRow(_ column: String, _ value: String) async throws {
        let error = try await failed("\(column).parquet")
        #expect(error?.code == .invalidValue)
        #expect(error?.location.row == 2)
        #expect(error?.location.column == column)
        #expect(error?.message.contains(value) == true, "\(error?.message ?? "")")
        var options = ImportOptions()
        options.onError = .skip()
        let (table, report) = try await Self.sources.get().importing("\(column).parquet", options)
        #expect(report.rejectedRows == 1)
        #expect(try await table.cells().map(\.[0]) == [1, 3])
    }
}
