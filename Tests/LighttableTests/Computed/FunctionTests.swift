import Columnar
import Foundation
import Lighttable
import Synchronization
import Testing

@Suite("Functions of the program's own") struct FunctionTests {
    private struct Broken: Error, CustomStringConvertible {
        let description = "the model is out of memory"
    }

    private let test: TestStore

    init() throws { test = try TestStore() }

    private func table(rows: Int = 5) async throws -> Table {
        let lines = (0..<rows).map { "\($0),\($0 % 3 == 0 ? "" : "\($0 * 10)"),t\($0)\n" }.joined()
        var options = ImportOptions()
        options.schemaOverrides = ["n": .init(.int)]
        return try await test.importCSV("id,n,s\n\(lines)", options: options).table
    }

    private func values(_ expression: String, _ table: Table) async throws -> [Value] {
        try await table.query().select([try Selection(parsing: "\(expression) AS x")]).collect()["x"] ?? []
    }

    @Test func `they take and give what Swift has, and null only where it is optional`() async throws {
        let functions = test.store.functions
        try functions.register(Function("add") { (a: Int, b: Double) in Double(a) + b })
        try functions.register(Function("shout") { (text: String) async throws in text.uppercased() + "!" })
        try functions.register(Function("told") { (n: Int?) in n.map { "\($0)" } ?? "none" })
        try functions.register(Function("odd") { (n: Int) -> Bool? in n == 20 ? nil : n % 20 != 0 })
        try functions.register(Function("vector") { (n: Int) in [Float(n), 0.5] })
        try functions.register(Function("mean") { (v: [Float]) in v.map(Double.init).reduce(0, +) / Double(v.count) })
        let table = try await table()
        #expect(try await values("add(n, 0.5)", table) == [.null, .float(10.5), .float(20.5), .null, .float(40.5)])
        #expect(try await values("shout(s) || told(n)", table).last == .string("T4!40"))
        #expect(try await values("told(n)", table).first == .string("none"))
        #expect(try await values("odd(n)", table) == [.null, .bool(true), .null, .null, .bool(false)])
        let stored = try await table.addComputedColumn("v", try Expression("vector(id)")).table
        #expect(stored.columns.last?.type.description == "Array(float32)")
        #expect(try await values("mean(v)", stored)[3] == .float(1.75))
        #expect(try await stored.where(try Expression("add(id, 1) > 3")).count() == 2)
        #expect(try await stored.delete(where: "odd(n)").rowsDeleted == 1)
    }

    @Test func `stored columns follow, and are only computed where an input changed`() async throws {
        let calls = Mutex<[Int]>([])
        try test.store.functions.register(
            Function("twice") { (n: Int) in
                calls.withLock { $0.append(n) }
                return n * 2
            }
        )
        var table = try await table()
        table = try await table.addComputedColumn("d", try Expression("twice(id)")).table
        #expect(calls.withLock { $0.sorted() } == [0, 1, 2, 3, 4])
        calls.withLock { $0 = [] }
        table = try await table.update(["s": "'other'"]).table
        #expect(calls.withLock { $0 }.isEmpty)
        table = try await table.update(["id": "id + 100"], where: "id > 3").table
        table = try await table.insert(["id": .int(7)]).table
        #expect(calls.withLock { $0 } == [104, 7])
        #expect(try await values("d", table).contains(.int(208)))
    }

    @Test func `an error is that of its row`() async throws {
        try test.store.functions.register(
            Function("fragile") { (n: Int) async throws -> Int in
                if n == 20 { throw Broken() }
                return n
            }
        )
        let table = try await table()
        let error = await failure { _ = try await table.addComputedColumn("f", try Expression("fragile(n)")) }
        #expect(error?.code == .functionFailed)
        #expect(error?.message.contains("fragile(n) cannot be computed: the model is out of memory") == true)
        let result = try await table.addComputedColumn("f", try Expression("fragile(n)"), onError: .ignore).table
        #expect(try await values("f", result) == [.null, .int(10), .null, .null, .int(40)])
        #expect(try await values("f_error.type", result).compactMap(\.stringValue) == ["\"functionFailed\""])
    }

    @Test func `batches are as large as told, and each row keeps its place`() async throws {
        let sizes = Mutex<[Int]>([])
        try test.store.functions.register(
            Function("squares", batchSize: 64) { (ids: [Int], texts: [String]) async throws -> [Int] in
                sizes.withLock { $0.append(ids.count) }
                return zip(ids, texts).map { "t\($0)" == $1 ? $0 * $0 : -1 }
            }
        )
        let table = try await table(rows: 1000)
        #expect(try await values("squares(id, s)", table) == (0..<1000).map { .int($0 * $0) })
        #expect(sizes.withLock { $0.sorted().last } == 64)
        #expect(sizes.withLock { $0.reduce(0, +) } == 1000)
        try test.store.functions.register(Function("short", batchSize: 10) { (ids: [Int]) in Array(ids.dropFirst()) })
        let error = await failure {
            _ = try await table.query().select([try Selection(parsing: "short(id)")]).collect()
        }
        #expect(error?.message.contains("short gave 9 results for 10 rows") == true)
    }

    @Test func `files that they make go to the media store`() async throws {
        try test.store.functions.register(
            Function("dot") { (n: Int) in Image(data: Data(TestStore.png + [UInt8(n)]), fileExtension: "png") }
        )
        try test.store.functions.register(Function("count") { (photo: Image) in photo.path?.count ?? 0 })
        let table = try await table().addComputedColumn("photo", try Expression("dot(id)")).table
        #expect(table.columns.last?.type == .image)
        let rows = try await table.query().collect()
        for row in rows {
            let uri = try #require(row["photo"].stringValue)
            let data = try Data(contentsOf: try #require(URL(string: uri)))
            #expect(Array(data) == TestStore.png + [UInt8(try #require(row["id"].intValue))])
        }
        #expect(Set(rows["photo"] ?? []).count == 5)
        #expect(try await values("count(dot(id)) > 0", table).allSatisfy { $0 == .bool(true) })
    }

    @Test func `another version, or none, is refused without hurting what is stored`() async throws {
        try test.store.functions.register(Function("rate", version: 1) { (n: Int) in n + 1 })
        _ = try await table().addComputedColumn("r", try Expression("rate(id)"))
        let newer = try Store.open(at: test.store.path)
        try newer.functions.register(Function("rate", version: 2) { (n: Int) in n + 2 })
        let table = try await newer.table("t")
        let error = await failure { _ = try await table.insert(["id": .int(9)]) }
        #expect(error?.message.contains("its cells are of version 1 of rate, and this program has version 2") == true)
        let other = try await Store.open(at: test.store.path).table("t")
        #expect(try await values("r", other) == (1...5).map { .int($0) })
        #expect(try await other.update(["s": "'x'"]).rowsUpdated == 5)
        let missing = await failure { _ = try await other.insert(["id": .int(9)]) }
        #expect(
            missing?.message.hasPrefix("computed column 'r' cannot be computed: there is no function 'rate'") == true
        )
    }

    @Test func `columns keep the version that they were made with, beside newer ones`() async throws {
        try test.store.functions.register(Function("rate", version: 1) { (n: Int) in n + 1 })
        var table = try await table().addComputedColumn("stored", try Expression("rate(id)")).table
        table = try await table.addComputedColumn("unstored", try Expression("rate(id)"), stored: false).table
        try test.store.functions.register(Function("rate", version: 3) { (n: Int) in n + 3 })
        try test.store.functions.register(Function("rate", version: 2) { (n: Int) in n + 2 })
        table = try await table.addComputedColumn("newest", try Expression("rate(id)")).table
        table = try await table.insert(["id": .int(9)]).table
        for (column, sum) in [("stored", 10), ("unstored", 10), ("newest", 12), ("rate(id)", 12)] {
            #expect(try await values(column, table).last == .int(sum), "\(column)")
        }
        #expect(test.store.functions.names == ["rate"])
    }

    @Test func `arguments that may be null can be left out, of any type`() async throws {
        try test.store.functions.register(
            Function("seen") { (n: Int, photo: Image?, numbers: [Int8]?, text: String?) in
                "\(n) \(photo == nil) \(numbers?.count ?? -1) \(text ?? "-")"
            }
        )
        let table = try await table()
        for call in ["seen(id)", "seen(id, NULL)", "seen(id, NULL, NULL, NULL)"] {
            #expect(try await values(call, table).first == .string("0 true -1 -"), "\(call)")
        }
    }

    @Test(arguments: [ElementType.int8, .int16, .int32, .int64])
    func `arrays of integers of each width are taken and given`(element: ElementType) async throws {
        let functions = test.store.functions
        try functions.register(Function("twice8") { (numbers: [Int8]) in numbers.map { $0 * 2 } })
        try functions.register(Function("twice16") { (numbers: [Int16]) in numbers.map { $0 * 2 } })
        try functions.register(Function("twice32") { (numbers: [Int32]) in numbers.map { $0 * 2 } })
        try functions.register(Function("twice64") { (numbers: [Int]) in numbers.map { $0 * 2 } })
        let type = ColumnType.array(ArrayType(element, shape: [nil]))
        let name = "a_\(element)"
        let table = try await test.store.createTable(name, columns: [Column("a", type)])
        let filled = try await table.insert(["a": .list([.int(3), .int(-60)])]).table
        let bits = ["\(element)"].map { $0.drop { !$0.isNumber } }.joined()
        let computed = try await filled.addComputedColumn("twice", try Expression("twice\(bits)(a)")).table
        #expect(computed.columns.last?.type == type)
        #expect(try await values("twice", computed) == [.list([.int(6), .int(-120)])])
    }

    @Test func `names and arguments are checked`() async throws {
        for name in ["Caption", "2x", "a b", "", "and", "width"] {
            #expect(throws: LighttableError.self) {
                try test.store.functions.register(Function(name) { (n: Int) in n })
            }
        }
        try test.store.functions.register(Function("add") { (a: Int, b: Double) in Double(a) + b })
        let table = try await table()
        for (text, message) in [
            ("add(id)", "add takes Int, Float, but here it has 1 arguments"),
            ("add(s, 1)", "add takes Int, Float, but column 's' is String"),
            ("ad(id, 1)", "there is no function 'ad': did you mean 'add'?"),
        ] {
            let error = await failure { _ = try await table.query().select([try Selection(parsing: text)]).collect() }
            #expect(error?.message == message)
        }
    }
}
