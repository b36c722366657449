import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct HuggingFaceTests {
    private func row(_ table: Table, _ number: Int) async throws -> [String: Value] {
        let cells = try await table.cells()
        return Dictionary(uniqueKeysWithValues: zip(table.columns.map(\.name), cells[number]))
    }

    @Test func `every feature has a type and every value arrives`() async throws {
        let test = try TestStore()
        let result = try await test.store.importHuggingFaceDataset(try SavedDatasets.folder("plain"), into: "t")
        let types = Dictionary(uniqueKeysWithValues: result.table.columns.map { ($0.name, $0.type.description) })
        let expected = [
            "v_bool": "Bool", "v_int8": "Int", "v_uint64": "Int", "v_float16": "Float", "v_float64": "Float",
            "v_string": "String", "v_large_string": "String", "v_binary": "Binary", "v_large_binary": "Binary",
            "v_date32": "Date", "v_date64": "Date", "v_time32": "Time", "v_time64": "Time",
            "v_timestamp": "Timestamp", "v_timestamp_utc": "Timestamp", "v_duration": "Duration",
            "v_decimal128": "Decimal(10,2)", "label": "String", "labels": "Array(string)",
            "numbers": "Array(int32)", "pair": "Array(float32,[2])", "words": "Array(string)",
            "large": "Array(int64)", "grid": "Array(float32,[2,3])", "cube": "Array(int32,[?,2,2])",
            "boxes": "Json", "nested": "Json", "rows": "Array(int64,[?,?])",
        ]
        for (name, type) in expected { #expect(types[name] == type, "\(name)") }
        #expect(result.report?.rows == 3)
        let evidence = result.report?.columns.first { $0.column.name == "label" }?.evidence
        #expect(evidence == "classes: 0 `cat`, 1 `dog`")
        let first = try await row(result.table, 0)
        #expect(first["v_int64"] == .int(-(1 << 40)) && first["v_uint32"] == .int(4_000_000_000))
        #expect(first["v_float16"] == .float(1.5) && first["v_decimal128"] == .decimal("1.25"))
        #expect(first["v_time64"] == .int(3_723_000_004) && first["v_duration"] == .int(90_000_000))
        #expect(first["v_timestamp_utc"] == .timestamp(1_577_923_200_000_000))
        #expect(first["label"] == "dog" && first["labels"] == .list(["dog", "cat"]))
        #expect(first["words"] == .list(["a", .null]) && first["rows"] == .list([.list([1]), .list([2, 3])]))
        #expect(
            first["grid"]
                == .list([.list([.float(0), .float(1), .float(2)]), .list([.float(3), .float(4), .float(5)])])
        )
        #expect(first["nested"] == #"{"a":1,"b":{"c":"k"}}"# && first["boxes"] == #"[{"x":1,"name":"q"}]"#)
        #expect(try await row(result.table, 2) == first)
        let nulls = try await row(result.table, 1)
        #expect(nulls.allSatisfy { $0.value.isNull || $0.key == "nested" }, "\(nulls)")
    }

    @Test func `splits follow each other, named where it is wanted`() async throws {
        let test = try TestStore()
        let folder = try SavedDatasets.folder("dict")
        let plain = try await test.store.importHuggingFaceDataset(folder, into: "a").table
        #expect(try await plain.count() == 4 && !plain.columns.contains { $0.name == "split" })
        let named = try await test.store.importHuggingFaceDataset(folder, into: "b", columnNameForSplit: "split").table
        #expect(named.typeNames.last == "split String")
        #expect(try await named.cells().compactMap { $0.last?.stringValue } == ["train", "train", "train", "test"])
        let taken = await failure {
            _ = try await test.store.importHuggingFaceDataset(folder, into: "c", columnNameForSplit: "label")
        }
        #expect(taken?.code == .invalidOption && taken?.location.column == "label")
    }

    @Test func `bytes of media become files`() async throws {
        let test = try TestStore()
        let table = try await test.store.importHuggingFaceDataset(try SavedDatasets.folder("media"), into: "t").table
        #expect(
            table.typeNames == ["id Int", "image Image", "images Json", "sound Audio", "clip Video", "paper Document"]
        )
        let hashes = try SavedDatasets.pictures()
        let uris = hashes.map { "file://\(test.store.media.path)/\($0.prefix(2))/\($0).png" }
        let cells = try await table.cells()
        #expect(cells.map { $0[1] } == [.string(uris[0]), .null, .string(uris[0])])
        #expect(cells.map { $0[2] } == [.string("[\"\(uris[1])\"]"), .null, .string("[null,\"\(uris[0])\"]")])
        #expect(cells[0][3].stringValue?.hasSuffix(".wav") == true && cells[1][3].isNull)
        #expect(cells[0][4].stringValue?.hasSuffix(".mp4") == true && cells[1][4].isNull)
        #expect(cells[0][5].stringValue?.hasSuffix(".pdf") == true)
        let files = (FileManager.default.subpaths(atPath: test.store.media.path) ?? []).filter { $0.contains("/") }
        #expect(files.count == 5)
    }

    @Test func `paths of media stay references`() async throws {
        let test = try TestStore()
        let table = try await test.store.importHuggingFaceDataset(try SavedDatasets.folder("paths"), into: "t").table
        #expect(table.typeNames == ["clip Video"])
        let clip = Value.string("file://\(try SavedDatasets.folder("clip.mp4"))")
        #expect(try await table.cells() == [[clip], [.null], [clip]])
    }

    @Test func `translations are documents`() async throws {
        let test = try TestStore()
        let folder = try SavedDatasets.folder("languages")
        let table = try await test.store.importHuggingFaceDataset(folder, into: "t").table
        #expect(table.typeNames == ["text Json", "more Json"])
        #expect(
            try await table.cells()[0] == [
                #"{"en":"a","fr":"b"}"#, #"{"language":["en","en","fr"],"translation":["a","c","b"]}"#,
            ]
        )
    }

    @Test func `Parquet files as on the Hub have their features and splits`() async throws {
        let test = try TestStore()
        let folder = try SavedDatasets.folder("hub")
        let table = try await test.store
            .importHuggingFaceDataset(folder, into: "t", columnNameForSplit: "part").table
        #expect(table.typeNames == ["v_int64 Int", "label String", "part String"])
        #expect(
            try await table.cells().map { $0.map(\.stringValue) } == [
                [nil, "dog", "train"], [nil, nil, "train"], [nil, "dog", "train"], [nil, "dog", "test"],
            ]
        )
    }

    @Test func `a class stays a number where that is wanted`() async throws {
        let test = try TestStore()
        var options = ImportOptions()
        options.schemaOverrides = ["label": .init(.int)]
        let table = try await test.store
            .importHuggingFaceDataset(try SavedDatasets.folder("hub"), into: "t", options: options).table
        #expect(try await table.cells().map { $0[1] } == [1, -1, 1, 1])
    }

    @Test func `a folder that is no dataset, and a damaged one, say so`() async throws {
        let test = try TestStore()
        _ = try test.file("empty/readme.txt", "hello".utf8)
        let empty = await failure {
            _ = try await test.store.importHuggingFaceDataset("\(test.folder)/empty", into: "t")
        }
        #expect(empty?.code == .malformedFile && empty?.message.contains("state.json") == true)
        let none = await failure { _ = try await test.store.importHuggingFaceDataset("\(test.folder)/none", into: "t") }
        #expect(none?.code == .fileNotFound)
        _ = try test.file("bad/state.json", #"{"_data_files": [{"filename": "../../secret.arrow"}]}"#.utf8)
        let bad = await failure { _ = try await test.store.importHuggingFaceDataset("\(test.folder)/bad", into: "t") }
        #expect(bad?.code == .malformedFile && bad?.location.file?.hasSuffix("bad/state.json") == true)
        _ = try test.file("cut/state.json", #"{"_data_files": [{"filename": "data.arrow"}]}"#.utf8)
        _ = try test.file("cut/data.arrow", [1, 2, 3])
        let cut = await failure { _ = try await test.store.importHuggingFaceDataset("\(test.folder)/cut", into: "t") }
        #expect(cut?.location.file?.hasSuffix("cut/data.arrow") == true)
    }
}
