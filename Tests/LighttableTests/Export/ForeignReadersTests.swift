import Columnar
import Foundation
import Lighttable
import Testing

/// Other programs on what we export: pyarrow, pandas, Polars, DuckDB, `datasets` and Python's own modules.
@Suite struct ForeignReadersTests {
    private struct Findings: Decodable {
        let differences: [String]
        let dtypes: [String: String]
        let features: [String: String]
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../..").standardizedFileURL

    /// Runs the script that lies beside this file.
    private func run<Result: Decodable>(_ folder: String, _ words: String...) throws -> Result {
        let process = Process()
        process.executableURL = Self.root.appending(path: ".deps/readers/bin/python")
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "exports.py")
        process.arguments = ["-B", script.path, folder] + words
        process.environment = ProcessInfo.processInfo.environment
            .merging(["TZ": "UTC", "HF_HOME": "\(folder)/cache", "HF_DATASETS_OFFLINE": "1"]) { $1 }
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return try JSONDecoder().decode(Result.self, from: data)
    }

    /// A cell as the script has it.
    private func plain(_ value: Value) -> Any {
        switch value {
        case .null: NSNull()
        case .bool(let truth): truth
        case .int(let number), .timestamp(let number), .date(let number): String(number)
        case .float(let number):
            number.isNaN ? "nan" : String(repeating: "0", count: 16 - hex(number).count) + hex(number)
        case .string(let text), .decimal(let text): text
        case .binary(let data): data.map { String(format: "%02x", $0) }.joined()
        case .list(let items): items.map(plain)
        case .structure: NSNull()
        }
    }

    private func hex(_ number: Double) -> String { String(number.bitPattern, radix: 16) }

    private func describe(_ table: Table, in folder: String) async throws {
        let cells = try await table.cells()
        let columns = table.columns.enumerated()
            .map { index, column in (column.name, cells.map { plain($0[index]) }) }
        let expected = try JSONSerialization.data(withJSONObject: Dictionary(uniqueKeysWithValues: columns))
        try expected.write(to: URL(filePath: "\(folder)/expected.json"))
    }

    @Test func `all readers see the values, nulls and types that the table has`() async throws {
        let test = try TestStore()
        var rows = AnyRows(seed: 20)
        let created = try await test.store.createTable("a", columns: AnyRows.columns, primaryKey: ["id"])
        try await created.insert(rows.rows(300))
        let table = try await test.store.table("a")
        try await describe(table, in: test.folder)
        var parquet = ParquetExportOptions()
        parquet.media = .reference
        parquet.partitionSizeBytes = 5_000
        let parts = try await test.store.exportParquet(table, to: "\(test.folder)/parts", options: parquet)
        #expect(parts.files > 1)
        for name in ["rows.arrow", "rows.feather", "rows.arrows"] {
            _ = try await test.store.exportArrow(table, to: .file("\(test.folder)/\(name)"))
        }
        for name in ["rows.csv", "rows.csv.gz"] {
            _ = try await test.store.exportCSV(table, to: .file("\(test.folder)/\(name)"))
        }
        for name in ["rows.json", "rows.jsonl"] {
            _ = try await test.store.exportJSON(table, to: .file("\(test.folder)/\(name)"))
        }
        let some = table.query().select(["id", "whole", "flag", "text"])
        _ = try await test.store.exportJSON(some, to: .file("\(test.folder)/some.jsonl"))
        let findings: Findings = try run(test.folder)
        #expect(findings.differences.isEmpty)
        let dtypes = ["id": "Int64", "flag": "boolean", "whole": "Int64", "real": "Float64", "text": "string"]
        #expect(findings.dtypes.filter { dtypes[$0.key] != nil } == dtypes)
        #expect(findings.features["document"] == "Json(decode=True)")
    }

    /// What the script says about a dataset.
    private struct Dataset: Decodable {
        let splits: [String]
        let features: [String: String]
        let sizes: [[Int]?]
        let files: [[String]?]
    }

    @Test func `datasets opens a folder made for it, with features and the files' own bytes`() async throws {
        let test = try TestStore()
        let columns = [
            Column("id", .int), Column("photo", .image), Column("sound", .audio), Column("clip", .video),
            Column("paper", .document), Column("boxes", .json), Column("vector", .array(ArrayType(.float32))),
        ]
        let table = try await test.store.createTable("photos", columns: columns)
        let pixel = try #require(Data(base64Encoded: Self.pixel))
        let photo = try test.file("a b.png", pixel)
        let sound = try test.file("s.wav", Array("RIFF\0\0\0\0WAVE".utf8) + [UInt8](repeating: 0, count: 32))
        try await table.insert([
            [
                "id": 1, "photo": .string(photo), "sound": .string(sound), "boxes": "[1]",
                "vector": .list([.float(0.5)]),
            ],
            ["id": 2], ["id": 3, "photo": "https://media.test/1.png"],
        ])
        var options = HuggingFaceExportOptions()
        options.split = "validation"
        let newest = try await test.store.table("photos")
        _ = try await test.store.exportHuggingFace(newest, to: "\(test.folder)/out", options: options)
        let found: Dataset = try run("\(test.folder)/out", "dataset")
        #expect(found.splits == ["validation"])
        let features = [
            "id": "Value", "photo": "Image", "sound": "Audio", "clip": "Video", "boxes": "Json", "vector": "List",
        ]
        #expect(found.features.filter { features[$0.key] != nil } == features)
        #expect(found.sizes == [[1, 1], nil])
        let bytes = pixel.map { String(format: "%02x", $0) }.joined()
        #expect(found.files == [["a b.png", bytes], nil, ["https://media.test/1.png", ""]])
    }

    /// The smallest picture there is: one grey pixel.
    private static let pixel =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="

    @Test func `a dataset's folder comes back with its media, and bad names of splits are refused`() async throws {
        let test = try TestStore()
        let columns = [Column("photo", .image), Column("boxes", .json)]
        let table = try await test.store.createTable("photos", columns: columns)
        let pixel = try #require(Data(base64Encoded: Self.pixel))
        try await table.insert([["photo": .string(try test.file("a.png", pixel)), "boxes": #"{"b":1,"a":[]}"#], [:]])
        let newest = try await test.store.table("photos")
        _ = try await test.store.exportHuggingFace(newest, to: "\(test.folder)/out")
        let back = try await test.store.importHuggingFaceDataset("\(test.folder)/out", into: "back").table
        #expect(back.typeNames == ["photo Image", "boxes Json"])
        let cells = try await back.cells()
        let uri = try #require(cells[0][0].stringValue)
        #expect(try Data(contentsOf: try #require(URL(string: uri))) == pixel)
        #expect(cells.map { $0[1] } == [.string(#"{"b":1,"a":[]}"#), .null])
        var options = HuggingFaceExportOptions()
        options.split = "a/b"
        let error = await failure {
            _ = try await test.store.exportHuggingFace(newest, to: "\(test.folder)/other", options: options)
        }
        #expect(error?.code == .invalidOption)
    }

    /// A table whose column knows the names of classes, from a dataset's Parquet file.
    private func labelled(_ test: TestStore, as type: ColumnType) async throws -> Table {
        let features: [String: Any] = ["label": ["names": ["cat", "dog", "bird"], "_type": "ClassLabel"]]
        let metadata = try JSONSerialization.data(withJSONObject: ["info": ["features": features]])
        let labels = try ColumnBuilder(Field("label", .int64))
        for value: Value in [1, 0, .null, -1, 2] { try labels.append(value) }
        let batch = try RecordBatch([try labels.finish()])
        let path = try test.file("hub/data/train-00000.parquet", [])
        let options = ParquetWriterOptions(metadata: ["huggingface": String(decoding: metadata, as: UTF8.self)])
        let writer = try ParquetWriter(path: path, schema: batch.schema, options: options)
        try await writer.write(batch)
        _ = try await writer.close()
        var imports = ImportOptions()
        imports.schemaOverrides["label"] = ColumnOverride(type)
        return try await test.store.importHuggingFaceDataset("\(test.folder)/hub", into: "labels", options: imports)
            .table
    }

    /// What `datasets` says about the column.
    private struct Labels: Decodable, Equatable {
        let feature: String
        let values: [String?]
    }

    private static let classes = "ClassLabel(names=['cat', 'dog', 'bird'])"

    @Test func `names of classes stay numbers with names for datasets, and text for everybody else`() async throws {
        let test = try TestStore()
        let table = try await labelled(test, as: .string)
        #expect(table.columns[0].classNames == ["cat", "dog", "bird"])
        #expect(try await table.cells() == [["dog"], ["cat"], [.null], [.null], ["bird"]])
        _ = try await test.store.exportHuggingFace(table, to: "\(test.folder)/out")
        let found: Labels = try run("\(test.folder)/out", "labels")
        #expect(found == Labels(feature: Self.classes, values: ["1", "0", nil, nil, "2"]))
        let back = try await test.store.importHuggingFaceDataset("\(test.folder)/out", into: "back").table
        #expect(back.columns == table.columns)
        #expect(try await back.cells() == (try await table.cells()))
        _ = try await test.store.exportParquet(table, to: "\(test.folder)/plain")
        let plain = try await test.store.importParquet("\(test.folder)/plain", into: "plain").table
        #expect(plain.columns == table.columns)
    }

    @Test func `a class that was made up later comes after the known ones`() async throws {
        let test = try TestStore()
        let table = try await labelled(test, as: .string)
        try await table.insert([["label": "zebra"], ["label": "ant"]])
        let newest = try await test.store.table("labels")
        _ = try await test.store.exportHuggingFace(newest, to: "\(test.folder)/out")
        let back = try await test.store.importHuggingFaceDataset("\(test.folder)/out", into: "back").table
        #expect(back.columns[0].classNames == ["cat", "dog", "bird", "ant", "zebra"])
        #expect(try await back.cells() == (try await newest.cells()))
    }

    @Test func `numbers keep their classes in Parquet as long as all of them stand for one`() async throws {
        let test = try TestStore()
        let table = try await labelled(test, as: .int)
        _ = try await test.store.exportParquet(table, to: "\(test.folder)/out")
        let found: Labels = try run("\(test.folder)/out", "labels")
        #expect(found == Labels(feature: Self.classes, values: ["1", "0", nil, "-1", "2"]))
        try await table.insert([["label": 3]])
        _ = try await test.store.exportParquet(try await test.store.table("labels"), to: "\(test.folder)/more")
        let more: Labels = try run("\(test.folder)/more", "labels")
        #expect(more == Labels(feature: "Value('int64')", values: ["1", "0", nil, "-1", "2", "3"]))
    }

    @Test func `all readers get the values that the names of folders say`() async throws {
        let test = try TestStore()
        let csv =
            "id,year,place,day\n1,2025,a/b,2026-01-02\n2,2026,,2026-01-02\n3,2025,ü =%,2026-01-03\n4,2025,x y,2026-01-03\n"
        let table = try await test.importCSV(csv).table
        var options = ParquetExportOptions()
        options.partitionBy = ["year", "place", "day"]
        _ = try await test.store.exportParquet(table, to: "\(test.folder)/out", options: options)
        let found: [String: [[String?]]] = try run("\(test.folder)/out", "folders")
        let expected: [[String?]] = [
            ["1", "2025", "a/b", "2026-01-02"], ["2", "2026", nil, "2026-01-02"], ["3", "2025", "ü =%", "2026-01-03"],
            ["4", "2025", "x y", "2026-01-03"],
        ]
        for reader in ["pyarrow", "polars", "duckdb"] { #expect(found[reader] == expected, "\(reader)") }
        #expect(found["pandas"] == expected.filter { $0[1] == "2025" })
    }

    @Test func `what an export says about itself is as its JSON schema has it`() async throws {
        let test = try TestStore()
        var columns = AnyRows.columns
        columns.append(Column("label", .string))
        columns[columns.count - 1].classNames = ["cat", "dog"]
        let created = try await test.store.createTable("a", columns: columns, primaryKey: ["id"], comment: "for a test")
        var rows = AnyRows(seed: 4)
        try await created.insert(rows.rows(9))
        let table = try await test.store.table("a")
        var options = ParquetExportOptions()
        options.media = .reference
        let selections = try Selection.list("id, flag, local, label, real * 2 AS twice, upper(text)")
        let computed = table.query().select(selections).where(try Expression("id < 5"))
            .order(by: [SortKey("id", descending: true)]).limit(3)
        for (number, query) in [table.query(), computed].enumerated() {
            options.partitionBy = number == 0 ? [] : ["flag"]
            let folder = "\(test.folder)/out\(number)"
            _ = try await test.store.exportParquet(query, to: folder, options: options)
            let differences: [String] = try run(folder, "schema")
            #expect(differences == [])
        }
        let description = try String(contentsOfFile: "\(test.folder)/out1/.lighttable.json", encoding: .utf8)
        #expect(description.contains("real * 2 AS twice") && description.contains("partition_by"))
    }
}
