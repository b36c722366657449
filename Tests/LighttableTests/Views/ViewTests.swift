import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct ViewTests {
    private func photos(_ test: TestStore) async throws -> Table {
        var options = ImportOptions()
        options.primaryKey = ["id"]
        let csv = "id,kind,width\n1,cat,10\n2,dog,20\n3,cat,30\n"
        return try await test.importCSV(csv, into: "demo.photos", options: options).table
    }

    private func cats(_ test: TestStore) async throws -> Table {
        let photos = try await photos(test)
        let query = photos.where(try Expression("kind = 'cat'"))
            .select(try Selection.list("id, kind, width * 2 AS double"))
        return try await test.store.createView("demo.cats", of: query, comment: "only cats")
    }

    private func failure(_ body: () async throws -> Void) async -> LighttableError? {
        do {
            try await body()
            return nil
        } catch {
            return error as? LighttableError
        }
    }

    @Test func `a view is a table with the ids, the key and the types of its base, which other engines read`()
        async throws
    {
        let test = try TestStore()
        defer { withExtendedLifetime(test) {} }
        let view = try await cats(test)
        #expect(view.columns.map(\.name) == ["id", "kind", "double"])
        #expect(view.columns.map(\.type) == [.int, .string, .int])
        #expect(view.primaryKey == ["id"] && view.comment == "only cats")
        let base = try await test.store.table("demo.photos").where(try Expression("kind = 'cat'")).collect()
        #expect(try await view.query().collect().map(\.id) == base.map(\.id))
        #expect(view.view?.base == "demo.photos" && view.view?.filter == "kind = 'cat'")
        #expect(try await test.store.list().map(\.kind) == [.directory, .view, .table])
        let script = """
            import sys, polars
            print(sorted(polars.read_delta(sys.argv[1])["double"].to_list()))
            """
        let printed = String(decoding: try ReadersPython.run(text: script, view.path), as: UTF8.self)
        #expect(printed.trimmingCharacters(in: .whitespacesAndNewlines) == "[20, 60]")
    }

    @Test func `opening a view that is up to date makes no version`() async throws {
        let test = try TestStore()
        defer { withExtendedLifetime(test) {} }
        let view = try await cats(test)
        #expect(try await test.store.table("demo.cats").version == view.version)
        try await test.store.table("demo.photos").insert([["id": .int(4), "kind": .string("cat"), "width": .int(1)]])
        let again = try await test.store.table("demo.cats")
        #expect(again.version == view.version + 1)
        #expect(try await again.count() == 3)
        #expect(try await again.history().first?.operation == "REFRESH")
        #expect(try await test.store.table("demo.cats").version == again.version)
        #expect(try await test.store.table("demo.cats@0").count() == 2)
    }

    @Test func `rows and cells of the base are changed there, columns of its own here`() async throws {
        let test = try TestStore()
        defer { withExtendedLifetime(test) {} }
        let view = try await cats(test).addColumn(Column("note", .string)).table
        let refusals: [() async throws -> Void] = [
            { _ = try await view.insert([["id": .int(9)]]) }, { _ = try await view.delete(where: "id = 1") },
            { _ = try await view.update(["kind": "'dog'"]) }, { _ = try await view.upsert([["id": .int(9)]]) },
            { _ = try await view.dropColumn("kind") }, { _ = try await view.renameColumn("kind", to: "sort") },
            { _ = try await view.alterColumn("double", type: .float) }, { _ = try await view.revert() },
            { _ = try await view.restore(to: 0) },
        ]
        for (number, refusal) in refusals.enumerated() {
            let error = await failure(refusal)
            #expect(error?.code == .unsupported, "\(number): \(String(describing: error))")
            #expect(error?.message.contains("demo.photos") == true, "\(number)")
        }
        let noted = try await view.update(["note": "'n' || kind"], where: "id = 3").table
        #expect(try await noted.where(try Expression("note = 'ncat'")).count() == 1)
        #expect(try await noted.batchUpdate([["id": .int(1), "note": .string("one")]]).rowsUpdated == 1)
    }

    @Test func `edits by row id reach the base where the cell is the base's`() async throws {
        let test = try TestStore()
        defer { withExtendedLifetime(test) {} }
        let view = try await cats(test).addColumn(Column("note", .string)).table
        let ids = try await view.query().collect().compactMap(\.id)
        var edits = TableEdits(operation: "UPDATE")
        edits.values = [ids[0]: ["kind": .string("dog"), "note": .string("x")], ids[1]: ["note": .string("y")]]
        let result = try await view.update(edits)
        #expect(try await result.table.query().collect().map { $0["note"] } == [.string("y")])
        #expect(try await test.store.table("demo.photos").where(try Expression("kind = 'dog'")).count() == 2)
    }

    @Test func `a column that was renamed in the base is followed, and one that a view shows stays`() async throws {
        let test = try TestStore()
        defer { withExtendedLifetime(test) {} }
        _ = try await cats(test)
        let base = try await test.store.table("demo.photos")
        for drop in ["width", "kind"] {
            let error = await failure { _ = try await base.dropColumn(drop) }
            #expect(error?.message.contains("the view 'demo.cats'") == true)
        }
        #expect(await failure { _ = try await base.alterColumn("width", type: .float) }?.code == .unsupported)
        try await base.renameColumn("kind", to: "sort").table.renameColumn("width", to: "breadth").table
            .insert([["id": .int(7), "sort": .string("cat"), "breadth": .int(50)]])
        let view = try await test.store.table("demo.cats")
        #expect(view.columns.map(\.name) == ["id", "kind", "double"])
        #expect(try await view.query().collect().map { $0["double"] }.contains(.int(100)))
    }

    @Test func `a column that was renamed in the base is still the one that the view shows`() async throws {
        let test = try TestStore()
        let base = try await test.films()
        _ = try await test.store.createView("v", of: base.query().select(["id", "title"]))
        let renamed = try await base.renameColumn("title", to: "name").table
        let error = await failure { _ = try await renamed.dropColumn("name") }
        #expect(error?.message.contains("the view 'v' shows it") == true, "\(error?.message ?? "none")")
        let column = Column("title", .string)
        for attempt in [
            await failure { _ = try await renamed.addColumn(column) },
            await failure { _ = try await renamed.addColumn(column, filledWith: try Expression("name")) },
            await failure { _ = try await renamed.addComputedColumn("title", try Expression("lower(name)")) },
            await failure { _ = try await renamed.renameColumn("year", to: "title") },
        ] {
            #expect(attempt?.code == .alreadyExists && attempt?.message.contains("'name' by its former name") == true)
        }
        let view = try await test.store.table("v").editing(0, ["title": .string("Alien³")])
        #expect(try await view.query().collect()["title"]?[0] == .string("Alien³"))
        #expect(try await test.store.table("t").query().collect()["name"]?[0] == .string("Alien³"))
        _ = try await renamed.latest().renameColumn("name", to: "title")
        #expect(try await test.store.table("v").query().count() == 3)
    }

    @Test func `a table that views follow is not replaced by an import`() async throws {
        let test = try TestStore()
        let base = try await test.films()
        _ = try await test.store.createView("v", of: base.query().select(["id", "title"]))
        var options = ImportOptions()
        options.ifExists = .replace
        let error = await failure { try await test.importCSV("id\n7\n", options: options) }
        #expect(error?.code == .unsupported && error?.message.contains("the view 'v' follows 't'") == true)
        #expect(try await test.store.table("t").count() == 3)
        try await test.store.drop("v")
        #expect(try await test.importCSV("id\n7\n", options: options).table.count() == 1)
    }

    @Test func `a base is found when it was moved, and a view whose base is gone stays as it is`() async throws {
        let test = try TestStore()
        defer { withExtendedLifetime(test) {} }
        let view = try await cats(test)
        #expect(await failure { try await test.store.drop("demo.photos") }?.message.contains("demo.cats") == true)
        try await test.store.move("demo.photos", to: "other.pictures")
        try await test.store.table("other.pictures").delete(where: "id = 1")
        #expect(try await test.store.table("demo.cats").count() == 1)
        #expect(try await test.store.views(of: "other.pictures") == ["demo.cats"])
        try await test.store.drop("other.pictures", force: true)
        #expect(try await test.store.table("demo.cats").count() == 1)
        withExtendedLifetime(view) {}
    }

    @Test func `a base that no longer keeps the version a view shows is looked at as a whole`() async throws {
        let test = try TestStore()
        defer { withExtendedLifetime(test) {} }
        let view = try await cats(test).addColumn(Column("note", .string, isNullable: true)).table
        _ = try await view.update(["note": "'kept'"])
        var base = try await test.store.table("demo.photos").setNumRetainedVersions(1).table
        for width in 1...4 { base = try await base.update(["width": "\(width)"], where: "id = 3").table }
        _ = try await base.delete(where: "id = 1")
        _ = try await base.optimize()
        let rows = try await test.store.table("demo.cats").query().collect()
        #expect(rows.map { $0["double"] } == [.int(8)] && rows.map { $0["note"] } == [.string("kept")])
    }

    @Test func `what a view cannot keep is refused before anything is made`() async throws {
        let test = try TestStore()
        defer { withExtendedLifetime(test) {} }
        let photos = try await photos(test)
        let old = try await photos.at(version: 0)
        let queries: [(Query, String)] = [
            (photos.query().limit(2), "no order, limit"), (photos.query().offset(1), "no order, limit"),
            (photos.query().sample(2, seed: 1), "no order, limit"),
            (try photos.query().join(photos.query(), on: [JoinKey("id")], prefix: "other_"), "joins two"),
            (photos.query().order(by: [SortKey("id")]), "no order, limit"),
            (photos.query().select(try Selection.list("sha256(kind) AS k")), "computed column"),
            (old.query(), "cannot be changed"), (photos.where(try Expression("nothing > 1")), "no column 'nothing'"),
        ]
        for (query, reason) in queries {
            let error = await failure { _ = try await test.store.createView("v", of: query) }
            #expect(error?.message.contains(reason) == true, "\(String(describing: error))")
        }
        let taken = await failure { _ = try await test.store.createView("demo.photos", of: photos.query()) }
        #expect(taken?.code == .alreadyExists)
        #expect(try await test.store.list().map(\.name) == ["demo", "demo.photos"])
    }

    @Test func `views of views follow, and two openings at once make one version`() async throws {
        let test = try TestStore()
        defer { withExtendedLifetime(test) {} }
        let view = try await cats(test)
        let large = try await test.store.createView("demo.large", of: view.where(try Expression("double > 30")))
        #expect(try await large.count() == 1)
        try await test.store.table("demo.photos").insert([["id": .int(8), "kind": .string("cat"), "width": .int(99)]])
        async let first = test.store.table("demo.large")
        async let second = test.store.table("demo.large")
        #expect(try await (first.count(), second.count()) == (2, 2))
        #expect(try await test.store.table("demo.large").version == large.version + 1)
    }
}
