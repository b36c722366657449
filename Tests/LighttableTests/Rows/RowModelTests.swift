import Columnar
import Foundation
import Lighttable
import Testing

/// Random changes of a table beside the same changes of a dictionary.
@Suite struct RowModelTests {
    private struct Cells: Equatable {
        var id: Int?
        var name: Value
        var score: Value
    }

    @Test(arguments: 0..<12)
    func randomChangesLeaveWhatADictionaryHas(seed: Int) async throws {
        let test = try TestStore()
        var options = ImportOptions.keyed("id")
        options.schemaOverrides = ["name": ColumnOverride(.string), "score": ColumnOverride(.int)]
        var table = try await test.importCSV("id,name,score\n0,first,1\n", options: options).table
        var model: [Int: Cells] = [0: Cells(id: 0, name: .string("first"), score: .int(1))]
        var random = SeededGenerator(seed: UInt64(seed))
        for step in 0..<40 {
            try await change(&table, &model, &random)
            try await check(table, &model, "seed \(seed), step \(step)")
        }
    }

    private func change(_ table: inout Table, _ model: inout [Int: Cells], _ random: inout SeededGenerator) async throws
    {
        let keys = Array(
            Set((0..<Int.random(in: 1...4, using: &random)).map { _ in Int.random(in: 0..<30, using: &random) })
        )
        let score = Int.random(in: 0..<10, using: &random)
        switch Int.random(in: 0..<7, using: &random) {
        case 0: try await insert(keys, score, &table, &model)
        case 1: try await upsert(keys, score, &table, &model)
        case 2:
            table = try await table.update(["score": "score + 1"], where: "score < \(score)").table
            for (key, cells) in model {
                if let old = cells.score.intValue, old < score { model[key]?.score = .int(old + 1) }
            }
        case 3:
            table = try await table.delete(where: "score = \(score) OR id = \(keys[0])").table
            model = model.filter { $0.key != keys[0] && $0.value.score != .int(score) }
        case 4:
            let rows = keys.map { ["id": Value.int($0), "score": .null] }
            table = try await table.batchUpdate(rows, ifMissing: .ignore).table
            for key in keys { model[key]?.score = .null }
        case 5:
            let ids = keys.compactMap { model[$0]?.id }.map(RowID.init(rawValue:))
            table = try await table.delete(ids).table
            for key in keys { model[key] = nil }
        default:
            let ids = keys.compactMap { model[$0]?.id }.map(RowID.init(rawValue:))
            let edits = Dictionary(uniqueKeysWithValues: ids.map { ($0, ["name": Value.string("edited")]) })
            table = try await table.update(edits).table
            for key in keys { model[key]?.name = .string("edited") }
        }
    }

    private func insert(_ keys: [Int], _ score: Int, _ table: inout Table, _ model: inout [Int: Cells]) async throws {
        let rows = keys.map { ["id": Value.int($0), "score": .int(score)] }
        if keys.contains(where: { model[$0] != nil }) {
            let current = table
            let error = await failure { try await current.insert(rows) }
            #expect(error?.code == .duplicateKey)
        } else {
            table = try await table.insert(rows).table
            for key in keys { model[key] = Cells(id: nil, name: .null, score: .int(score)) }
        }
    }

    private func upsert(_ keys: [Int], _ score: Int, _ table: inout Table, _ model: inout [Int: Cells]) async throws {
        let result = try await table.upsert(keys.map { ["id": .int($0), "score": .int(score)] })
        #expect(result.rowsInserted == keys.filter { model[$0] == nil }.count)
        #expect(result.rowsUpdated == keys.filter { model[$0].map { $0.score != .int(score) } ?? false }.count)
        table = result.table
        for key in keys { model[key, default: Cells(id: nil, name: .null, score: .null)].score = .int(score) }
    }

    /// Compares all rows; rows that are new get their ids in the model.
    private func check(_ table: Table, _ model: inout [Int: Cells], _ place: String) async throws {
        var found: [Int: Cells] = [:]
        let former = Set(model.values.compactMap(\.id))
        for try await row in try table.rows() {
            let key = try #require(row["id"].intValue)
            let id = try #require(row.id).rawValue
            #expect(found[key] == nil, "key \(key) twice at \(place)")
            found[key] = Cells(id: id, name: row["name"], score: row["score"])
            if model[key]?.id == nil, model[key] != nil {
                #expect(!former.contains(id), "id \(id) used again at \(place)")
                model[key]?.id = id
            }
        }
        try #require(found == model, "\(place)")
        #expect(try await table.count() == model.count)
    }
}
