import Columnar
import Foundation
import Lighttable
import Synchronization
import Testing

@Suite("Columns that are not stored are computed when they are read") struct UnstoredColumnTests {
    private let test: TestStore

    init() throws { test = try TestStore() }

    private func films() async throws -> Table {
        try await test.films().addComputedColumn("decade", try Expression("year - year % 10"), stored: false).table
    }

    @Test func `adding one writes no data, and rows that come or change have their value`() async throws {
        var table = try await films()
        let files = try FileManager.default.contentsOfDirectory(atPath: table.path).filter { $0.hasSuffix(".parquet") }
        #expect(files.count == 1)
        #expect(table.columns.map(\.name) == ["id", "title", "year"])
        #expect(table.unstoredColumns.map(\.name) == ["decade"])
        #expect(table.readableColumns.last?.computed?.isStored == false)
        #expect(try await table.cells(of: "decade") == [.int(1970), .int(1980), .int(1990)])
        table = try await table.insert(["id": .int(4), "year": .int(2007)]).table
        table = try await table.update(["year": "year + 10"], where: "id = 3").table
        #expect(try await table.cells(of: "decade") == [.int(1970), .int(1980), .int(2000), .int(2000)])
    }

    @Test func `every part of a query may name one`() async throws {
        let table = try await films()
            .addComputedColumn("old", try Expression("decade < 1990"), stored: false).table
        #expect(try await table.where("decade = 1980").collect().map { $0["id"] } == [.int(2)])
        #expect(try await table.where("old AND title LIKE 'A%'").count() == 1)
        let chosen = try table.query().select(Selection.list("decade + 1 AS next, old, id"))
            .order(by: [SortKey("decade", descending: true)])
        #expect(try await chosen.collect().map { $0["next"] } == [.int(1991), .int(1981), .int(1971)])
        let groups = try await table.query()
            .group(by: [Selection("old")], [.count(as: "n"), .max(try Expression("decade"), as: "last")])
            .order(by: [SortKey("n")]).collect()
        #expect(groups.map { $0["last"] } == [.int(1990), .int(1980)])
        let joined = try table.query().select(["decade"]).join(table.query(), on: [JoinKey("decade")], prefix: "r_")
        #expect(try await joined.collect().map { $0["r_id"] } == [.int(1), .int(2), .int(3)])
        let statistics = try await table.query().statistics()
        #expect(statistics.map(\.column.name) == ["id", "title", "year", "decade", "old"])
        _ = try await table.delete(where: try Expression("decade = 1970 OR old IS NULL"))
        let latest = try await table.latest()
        let changed = try await latest.update(["year": "decade"], where: "decade = 1990").table
        #expect(try await changed.cells(of: "year") == [.int(1985), .int(1990)])
        #expect(try await table.cells(of: "decade") == [.int(1970), .int(1980), .int(1990)])
    }

    @Test func `a row that fails is null beside why, or an error of the reading`() async throws {
        let text = try Expression("CAST(title AS Int)")
        var table = try await films()
        _ = try await table.insert(["id": .int(4), "title": .string("12"), "year": .int(1990)])
        table = try await table.latest().addComputedColumn("number", text, stored: false, onError: .ignore).table
        #expect(try await table.cells(of: "number") == [.null, .null, .null, .int(12)])
        let errors = try await table.cells(of: "number_error")
        #expect(errors[0]?.stringValue?.contains("invalidValue") == true)
        #expect(errors[2] == .null && errors[3] == .null)
        #expect(try await table.where("number_error IS NOT NULL").count() == 2)
        #expect(try await table.where(table["number"].errorType == "invalidValue").count() == 2)
        table = try await table.addComputedColumn("strict", text, stored: false).table
        let broken = table
        let error = await failure { _ = try await broken.query().select(["strict"]).collect() }
        #expect(error?.message.contains("Alien") == true)
        #expect(try await broken.query().select(["id", "number"]).collect().count == 4)
    }

    @Test func `functions in Swift are called for the rows that are read, once for each`() async throws {
        let counter = Counter()
        let function = Function("shout", version: 3) { (text: String) async throws -> String in
            counter.add()
            return text.uppercased()
        }
        try test.store.functions.register(function)
        var table = try await films()
        table = try await table.addComputedColumn("loud", try Expression("shout(title)"), stored: false).table
        #expect(counter.count == 0)
        let both = try table.where("loud LIKE '%A%'").select(Selection.list("loud, loud AS again"))
        #expect(try await both.collect().map { $0["again"] } == [.string("ALIEN"), .string("BRAZIL")])
        #expect(counter.count == 2)
        let elsewhere = try await Store.open(at: test.store.path).table(table.name)
        let error = await failure { _ = try await elsewhere.query().collect() }
        #expect(error?.location.column == "loud")
        #expect(error?.message.contains("shout") == true)
        #expect(try await elsewhere.query().select(["title", "decade"]).collect().count == 3)
    }

    @Test func `it cannot be given values, nor stored columns made of it, and its inputs stay`() async throws {
        let table = try await films()
        let source = try test.file("all.csv", "id,decade\n9,1\n".utf8)
        let attempts: [@Sendable () async throws -> Void] = [
            { _ = try await table.update(["decade": "1"]) },
            { _ = try await table.insert(["id": .int(9), "decade": .int(1)]) },
            { _ = try await table.upsert([["id": .int(1), "decade": .int(1)]]) },
            { _ = try await table.insert(from: .csv(source)) },
            { _ = try await table.alterColumn("decade", type: .float) },
            { _ = try await table.recompute(["decade"]) },
            { _ = try await table.addComputedColumn("century", try Expression("decade / 100")) },
            { _ = try await table.dropColumn("year") },
            { _ = try await table.alterColumn("year", type: .float) },
        ]
        for (number, attempt) in attempts.enumerated() {
            let error = await failure(of: attempt)
            #expect(error?.code == .unsupported, "attempt \(number): \(error?.message ?? "nothing")")
            #expect(error?.message.contains("decade") == true)
        }
        for name in ["decade", "Decade"] {
            let error = await failure { _ = try await table.addColumn(Column(name, .int)) }
            #expect(error?.code == .alreadyExists)
        }
        #expect(try await table.latest().version == table.version)
    }

    @Test func `renaming, dropping and going back are followed`() async throws {
        let first = try await films()
        var table = try await first.renameColumn("year", to: "release year").table
        table = try await table.renameColumn("decade", to: "ten").table
        #expect(table.unstoredColumns.first?.computed?.text == "\"release year\" - \"release year\" % 10")
        #expect(try await table.cells(of: "ten") == [.int(1970), .int(1980), .int(1990)])
        table = try await table.addComputedColumn("e", try Expression("ten / 0"), stored: false, onError: .ignore).table
        #expect(await failure { _ = try await table.dropColumn("e_error") }?.code == .unsupported)
        table = try await table.dropColumn("e").table
        table = try await table.dropColumn("ten").table
        #expect(table.unstoredColumns.isEmpty)
        table = try await table.restore(to: first.version).table
        #expect(try await table.cells(of: "decade") == [.int(1970), .int(1980), .int(1990)])
    }

    @Test func `exports have it, views of the table do not store it, and a view may have its own`() async throws {
        let table = try await films()
        let target = "\(test.folder)/out"
        _ = try await test.store.exportParquet(table.query(), to: target)
        let exported = try await test.store.importParquet(target, into: "copied").table
        #expect(exported.columns.map(\.name) == ["id", "title", "year", "decade"])
        #expect(try await exported.cells(of: "decade") == [.int(1970), .int(1980), .int(1990)])
        var view = try await test.store.createView("modern", of: table.where("year > 1980"))
        #expect(view.columns.map(\.name) == ["id", "title", "year"])
        view = try await view.addComputedColumn("age", try Expression("2000 - year"), stored: false).table
        _ = try await table.insert(["id": .int(7), "year": .int(1999)])
        #expect(try await test.store.table("modern").cells(of: "age") == [.int(15), .int(5), .int(1)])
        let error = await failure { _ = try await test.store.createView("x", of: table.where("decade = 1980")) }
        #expect(error?.message.contains("decade") == true)
    }

    @Test func `pictures are made when they are looked at`() async throws {
        let photo = try test.file("photo.png", Data(base64Encoded: Self.picture) ?? Data())
        var table = try await test.store.createTable("photos", columns: [Column("photo", .image)])
        table = try await table.insert(["photo": .string(photo)]).table
        table = try await table.addComputedColumn("small", try Expression("resize(photo, 4, 4)"), stored: false).table
        #expect(table.unstoredColumns.first?.type == .image)
        let sizes = try table.query().select(Selection.list("width(small) AS w, format(small) AS f"))
        #expect(try await sizes.collect().map { $0["w"] } == [.int(4)])
        let small = try await table.query().collect()[0]["small"].stringValue ?? ""
        #expect(FileManager.default.fileExists(atPath: URL(string: small)?.path ?? small))
    }

    /// A red picture of 8 × 8 pixels.
    private static let picture =
        "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mP4z8CAFTEMLQkAKP8/wc53yE8AAAAASUVORK5CYII="

    /// Counts calls.
    private final class Counter: Sendable {
        private let calls = Mutex(0)

        var count: Int { calls.withLock { $0 } }

        func add() { calls.withLock { $0 += 1 } }
    }
}
