import Columnar
import DeltaLog
import Foundation
import Testing

@testable import Lighttable

@Suite("Row groups whose statistics rule them out are not read") struct RowGroupTests {
    /// Writes a Delta table of one file with 40 row groups of 1,000 rows, in the order of all columns; every eighth group has
    /// nothing but nulls, and `x` is NaN in every row of a hundred.
    private static let script = """
        import datetime, decimal, sys
        import deltalake, pyarrow
        rows = range(40_000)
        def column(make, type):
            return pyarrow.array([None if row // 1000 % 8 == 7 else make(row) for row in rows], type)
        start = datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc)
        table = pyarrow.table({
            "id": pyarrow.array(rows, pyarrow.int64()),
            "n": column(lambda row: row, pyarrow.int32()),
            "x": column(lambda row: float("nan") if row % 100 == 0 else row / 4, pyarrow.float64()),
            "s": column(lambda row: f"{row:06}-" + str(hash(row * 7919)) * 9, pyarrow.string()),
            "d": column(lambda row: start.date() + datetime.timedelta(days=row // 100), pyarrow.date32()),
            "t": column(lambda row: start + datetime.timedelta(seconds=row), pyarrow.timestamp("us", "UTC")),
            "m": column(lambda row: decimal.Decimal(row) / 100, pyarrow.decimal128(12, 2)),
        })
        properties = deltalake.WriterProperties(max_row_group_size=1000, compression="UNCOMPRESSED")
        deltalake.write_deltalake(sys.argv[1], table, writer_properties=properties)
        """

    /// The table's folder, which takes seconds to make and is the same for all tests.
    private static let made: Result<TestStore, any Error> = Result {
        let store = try TestStore()
        // What is static is not taken down at the end.
        atexit { try? FileManager.default.removeItem(atPath: RowGroupTests.made.get().folder) }
        try ReadersPython.run(text: script, "\(store.folder)/t")
        return store
    }

    private let test: TestStore
    private let table: Table

    init() async throws {
        test = try TestStore()
        try FileManager.default.copyItem(atPath: "\(try Self.made.get().folder)/t", toPath: "\(test.folder)/t")
        table = try await test.store.table("\(test.folder)/t")
    }

    private var path: String { get throws { table.path(of: try #require(table.snapshot.files.first)) } }

    private func runs(_ condition: String) throws -> [RowGroupRun] {
        let file = try #require(table.snapshot.files.first)
        var scan = TableScan(table: table, columns: table.columns, files: [file])
        scan.condition = try Expression(condition)
        return try RowGroupRun.all(of: file, at: table.path(of: file), for: scan)
    }

    private func ids(_ condition: String) async throws -> [Int] {
        let rows = try await table.where(try Expression(condition)).select([Selection("id")]).collect()
        return (rows["id"] ?? []).compactMap(\.intValue)
    }

    @Test(
        arguments: [
            ("id = 12345", [12..<13]), ("id BETWEEN 1990 AND 3010", [1..<4]), ("id IN (5, 39999)", [0..<1, 39..<40]),
            ("n < 10 OR n >= 38999", [0..<1, 38..<39]), ("n > 6500 AND n < 8500", [6..<7, 8..<9]),
            ("x > 9500", [38..<39]), ("s >= '038500'", [38..<39]), ("s < '000500'", [0..<1]),
            ("d = DATE '2026-01-21'", [2..<3]), ("d > TIMESTAMP '2027-01-24T00:00:00Z'", [38..<39]),
            ("t < TIMESTAMP '2026-01-01T00:10:00Z'", [0..<1]), ("t >= TIMESTAMP '2026-01-01T10:45:00Z'", [38..<39]),
            ("id = -1", []), ("m = 380", [0..<7, 8..<15, 16..<23, 24..<31, 32..<39]),
        ] as [(String, [Range<Int>])]
    )
    func `what may match is read, and no more`(condition: String, groups: [Range<Int>]) async throws {
        #expect(try runs(condition).map(\.groups) == groups)
        let all = try await table.query().select([Selection("id"), Selection(try Expression(condition), as: "c")])
            .collect()
        let expected = all.filter { $0["c"] == .bool(true) }.compactMap { $0["id"].intValue }
        #expect(try await ids(condition) == expected && (groups.isEmpty || !expected.isEmpty))
    }

    @Test(arguments: ["id + 1 = 5", "n IS NULL", "NOT n > 5", "x <> x"])
    func `all is read where statistics do not tell`(condition: String) throws {
        #expect(try runs(condition) == [RowGroupRun()])
    }

    @Test func `pages of groups that are left out are not even looked at`() async throws {
        let handle = try #require(FileHandle(forUpdatingAtPath: try path))
        try handle.seek(toOffset: 60)
        try handle.write(contentsOf: Data(repeating: 0xFF, count: 4000))
        try handle.close()
        #expect(try await ids("id > 38000 AND id < 38003") == [38001, 38002])
        #expect((try? await ids("id > 100 AND id < 103")) != [101, 102])
    }

    @Test func `rows keep their places: ids of rows, edits and deletions are those of the whole file`() async throws {
        let imported = try await test.store.importParquet("\(test.folder)/t/*.parquet", into: "own").table
        let pinned = try await imported.delete(where: "id = 20500 OR id = 3").table
        let kept = try await pinned.where(try Expression("id BETWEEN 20499 AND 20501")).collect()
        #expect(kept["id"] == [.int(20499), .int(20501)])
        let changed = try await pinned.update(["s": "'new'"], where: "id = 31234").table
        #expect(try await changed.where(try Expression("s = 'new'")).collect()["id"] == [.int(31234)])
        #expect(try await changed.count() == 39_998)
        let foreign = try await table.where(try Expression("id = 30234")).collect()
        #expect(foreign.first?["n"] == .int(30234))
    }
}
