import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct JoinTests {
    private func tables(_ test: TestStore) async throws -> (films: Table, stars: Table) {
        let films = try await test.importCSV("id,title,price\n1,Alien,9\n2,Brazil,\n3,Casino,4\n", into: "films").table
        let stars = try await test.importCSV("film_id,stars,title\n1,5,x\n3,2,y\n1,4,z\n,1,w\n", into: "stars").table
        return (films, stars)
    }

    @Test func `names that both sides have are an error, and a prefix or AS mends it`() async throws {
        let test = try TestStore()
        let (films, stars) = try await tables(test)
        let twins = await failure { _ = try films.query().join(stars, on: [JoinKey("id", "film_id")]) }
        #expect(twins?.code == .invalidOption && twins?.message.contains("'title'") == true)
        let prefixed = try films.query().join(stars, on: [JoinKey("id", "film_id")], prefix: "s_")
        #expect(try prefixed.columns.map(\.name) == ["id", "title", "price", "s_film_id", "s_stars", "s_title"])
        let selected = try films.query().select(["title"])
            .join(
                stars.query().select(try Selection.list("stars, title AS note")),
                on: [JoinKey("id", "film_id")],
                kind: .left
            )
        let rows = try await selected.collect()
        #expect(rows["title"] == ["Alien", "Alien", "Brazil", "Casino"])
        #expect(rows["stars"] == [5, 4, .null, 2] && rows["note"] == ["x", "z", .null, "y"])
        #expect(rows.allSatisfy { $0.id == nil })
    }

    @Test func `keys of types that cannot be equal, missing ones and none are errors`() async throws {
        let test = try TestStore()
        let (films, stars) = try await tables(test)
        let misfit = await failure { _ = try films.query().join(stars, on: [JoinKey("id", "title")], prefix: "s_") }
        #expect(misfit?.code == .invalidType)
        #expect(misfit?.message.contains("the first is Int, the second String; CAST one of them") == true)
        let unknown = await failure { _ = try films.query().join(stars, on: [JoinKey("id", "film_i")], prefix: "s_") }
        #expect(unknown?.code == .columnNotFound && unknown?.message.contains("'film_id'") == true)
        let none = await failure { _ = try films.query().join(stars, on: [], prefix: "s_") }
        #expect(none?.code == .invalidOption)
        let joined = try films.query().join(stars, on: [JoinKey("id", "film_id")], prefix: "s_")
        let column = await failure { _ = try await joined.select(["s_star"]).collect() }
        #expect(column?.code == .columnNotFound && column?.message.contains("did you mean 's_stars'?") == true)
    }

    @Test func `joined rows are exported, streamed as batches and described`() async throws {
        let test = try TestStore()
        let (films, stars) = try await tables(test)
        let joined = try films.query().join(stars, on: [JoinKey("id", "film_id")], prefix: "s_")
            .where(try Expression("s_stars > 2"))
            .select(try Selection.list("id, s_stars * 2 AS twice"))
        _ = try await test.store.exportCSV(joined, to: .file("\(test.folder)/out.csv"))
        #expect(try String(contentsOfFile: "\(test.folder)/out.csv", encoding: .utf8) == "id,twice\n1,10\n1,8\n")
        var numbers: [Value] = []
        for try await batch in try joined.batches() {
            #expect(batch.schema.fields.map(\.name) == ["id", "twice"])
            numbers += (0..<batch.count).map { batch.column(at: 1).value(at: $0) }
        }
        #expect(numbers == [10, 8])
        let explanation = try joined.explain()
        #expect(explanation.tables.map(\.columns) == [["id"], ["film_id", "stars"]])
        #expect(explanation.tables[1].filter == (try Expression("stars > 2")))
        #expect(
            explanation.steps == [
                "inner join with stars (version 0) on id = film_id, whose rows are in memory", "compute s_stars * 2",
            ]
        )
    }

    @Test func `a row with many matches comes in several batches`() async throws {
        let test = try TestStore()
        let lines = (0..<90_000).map { "\($0 % 3),\($0)\n" }.joined()
        let many = try await test.importCSV("key,n\n" + lines, into: "many").table
        let few = try await test.importCSV("k\n1\n7\n0\n", into: "few").table
        let joined = try few.query().join(many, on: [JoinKey("k", "key")], kind: .left)
        let rows = try await joined.collect()
        #expect(rows.count == 60_001)
        #expect(rows[30_000]["n"] == .null && rows[30_001]["n"] == 0 && rows[29_999]["n"] == 89_998)
    }
}
