import Columnar
import Foundation
import Lighttable
import Testing

@Suite("Functions of pictures") struct PictureFunctionTests {
    private let test: TestStore

    init() throws {
        test = try TestStore()
        try ReadersPython.run("pictures.py", beside: #filePath, "make", test.folder)
    }

    private struct Comparison: Decodable {
        let size: [Int]
        let wanted: [Int]
        let format: String
        let distance: Double
    }

    private static let good = [
        "rgb.png", "alpha.png", "grey.png", "turned.jpg", "odd[1].webp", "print.tif", "lying.jpg",
    ]

    private func table(_ names: [String] = good) async throws -> Table {
        var options = ImportOptions()
        options.schemaOverrides = ["photo": .init(.image), "id": .init(.int)]
        options.mediaValidation = .onRead
        let rows = names.enumerated().map { "\($0),\"\($1)\"\n" }.joined()
        return try await test.importCSV("id,photo\n\(rows)", options: options).table
    }

    private func path(_ value: Value?) throws -> String {
        let uri = try #require(value?.stringValue)
        return try #require(URL(string: uri)).path(percentEncoded: false)
    }

    private func compared(_ expression: String, as name: String, _ table: Table) async throws -> [Comparison] {
        let rows = try await table.query()
            .select([Selection("photo"), Selection(try Expression(expression), as: "made")])
            .collect()
        let jobs = try rows.map { [name, try path($0["photo"]), try path($0["made"])] }
        let printed = try ReadersPython.run(
            "pictures.py",
            beside: #filePath,
            "compare",
            input: try JSONEncoder().encode(jobs)
        )
        return try JSONDecoder().decode([Comparison].self, from: printed)
    }

    @Test(
        "pictures come out as Pillow makes them",
        arguments: [
            ("resize(photo, 40, 30)", "resize", 6.0), ("thumbnail(photo, 48, 48)", "thumbnail", 6.0),
            ("crop(photo, 10, 20, 30, 25)", "crop", 1.5), ("rotate(photo, 90)", "quarter", 1.5),
            ("rotate(photo, -270)", "quarter", 1.5), ("flip(photo, 'horizontal')", "mirror", 1.5),
            ("flip(photo, 'VERTICAL')", "flip", 1.5), ("grayscale(photo)", "grey", 12), ("blur(photo, 2)", "blur", 4),
            ("flip(flip(photo, 'vertical'), 'vertical')", "same", 1.5),
        ]
    )
    func pillow(expression: String, name: String, most: Double) async throws {
        let table = try await table(Self.good.filter { $0 != "print.tif" })
        let results = try await compared(expression, as: name, table)
        for (result, source) in zip(results, Self.good.filter { $0 != "print.tif" }) {
            #expect(result.size == result.wanted, "\(source)")
            // What is lossy loses something once more.
            let loss = source.hasSuffix("webp") ? 1.5 : 0
            #expect(result.distance < most + loss, "\(source)")
        }
    }

    @Test(
        "photos are turned as their orientation says when they are made small, however little of them is decoded",
        arguments: [("thumbnail(photo, 48, 48)", "thumbnail", 6.0), ("resize(photo, 40, 30)", "resize", 6.0)]
    )
    func orientation(expression: String, name: String, most: Double) async throws {
        let names = (1...8).flatMap { ["photo\($0).jpg", "small\($0).jpg"] }
        let results = try await compared(expression, as: name, try await table(names))
        #expect(results.count == 16)
        for (result, source) in zip(results, names) {
            #expect(result.size == result.wanted, "\(source)")
            // The colours of print are turned into those of screens by profiles here, and by a formula there.
            if source.hasPrefix("photo") { #expect(result.distance < most, "\(source)") }
        }
    }

    @Test func `a thumbnail for which a JPEG is decoded at a fourth or an eighth is as one of all its pixels`()
        async throws
    {
        let table = try await table(["large.jpg", "wide.jpg", "flat.jpg"])
        let results = try await compared("thumbnail(photo, 48, 48)", as: "thumbnail", table)
        #expect(results.map(\.size) == [[48, 36], [48, 12], [48, 5]])
        for result in results.prefix(2) { #expect(result.distance < 2.5) }
    }

    @Test func `the format stays where it can be made, and can be chosen`() async throws {
        let table = try await table()
        let formats = try await compared("thumbnail(photo, 20, 20)", as: "other", table).map(\.format)
        #expect(formats == ["PNG", "PNG", "PNG", "JPEG", "WEBP", "TIFF", "PNG"])
        for (word, format) in [("jpeg", "JPEG"), ("png", "PNG"), ("WebP", "WEBP"), ("tiff", "TIFF"), ("gif", "GIF")] {
            let made = try await compared(
                "convert(thumbnail(photo, 20, 20), '\(word)')",
                as: "other",
                table.query().limit(1).table
            )
            #expect(made.allSatisfy { $0.format == format })
        }
        let small = try await table.query()
            .select(
                try Selection.list(
                    "file_size(convert(photo, 'jpeg', 5)) AS a, file_size(convert(photo, 'jpeg', 95)) AS b"
                )
            )
            .collect()
        for row in small { #expect(try #require(row["a"].intValue) < (try #require(row["b"].intValue))) }
    }

    @Test func `what pictures are like can be asked`() async throws {
        let rows = try await table().query()
            .select(
                try Selection.list(
                    "mode(photo) AS mode, exif(photo).Model AS model, perceptual_hash(photo) AS hash, "
                        + "perceptual_hash(thumbnail(photo, 60, 60)) AS small, sha256(photo) AS sha, sha256(bytes(photo)) AS same, "
                        + "sha256('abc') AS abc, width(resize(photo, 33, 44)) AS w"
                )
            )
            .collect()
        #expect(rows["mode"]?.map(\.stringValue) == ["RGB", "RGBA", "L", "RGB", "RGB", "CMYK", "RGB"])
        #expect(rows["model"]?[3].stringValue?.contains("Model T") == true)
        #expect(rows["model"]?[0] == .null)
        for row in rows {
            let hashes = ["hash", "small"].compactMap { UInt64(row[$0].stringValue ?? "", radix: 16) }
            guard hashes.count == 2 else {
                Issue.record("no hash")
                continue
            }
            #expect((hashes[0] ^ hashes[1]).nonzeroBitCount <= 6)
            #expect(row["sha"] == row["same"])
        }
        #expect(rows["abc"]?[0] == .string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"))
        #expect(rows["w"]?.allSatisfy { $0 == .int(33) } == true)
    }

    @Test func `a column of thumbnails follows its pictures, and its files are kept`() async throws {
        var table = try await table(["rgb.png", "alpha.png"])
        table = try await table.addComputedColumn("thumb", try Expression("thumbnail(photo, 32, 32)")).table
        let before = try await table.query().collect()["thumb"] ?? []
        #expect(try before.allSatisfy { FileManager.default.fileExists(atPath: try path($0)) })
        #expect(table.columns.last?.type == .image)
        let grey = try path(.string(URL(filePath: "\(test.folder)/grey.png").absoluteString))
        table = try await table.update(["photo": "'\(grey)'"], where: "id = 1").table
        table = try await table.insert(["id": .int(2), "photo": .string("\(test.folder)/turned.jpg")]).table
        let after = try await table.query().collect()["thumb"] ?? []
        #expect(after.count == 3)
        #expect(after[0] == before[0])
        #expect(after[1] != before[1])
        let sizes = try await table.query().select(try Selection.list("width(thumb) AS w, height(thumb) AS h"))
            .collect()
        #expect(sizes["w"] == [.int(32), .int(32), .int(19)])
        #expect(sizes["h"] == [.int(24), .int(21), .int(32)])
        _ = try await test.store.media.collect()
        #expect(try after.allSatisfy { FileManager.default.fileExists(atPath: try path($0)) })
    }

    @Test func `many pictures are worked on at once, each in another way`() async throws {
        let table = try await table((0..<1500).map { $0 % 2 == 0 ? "rgb.png" : "turned.jpg" })
        let rows = try await table.query()
            .select(
                try Selection.list("id, width(blur(resize(photo, 20 + id % 97, 30 + id % 89), 1 + id % 7 / 3)) AS w")
            )
            .collect()
        #expect(rows.allSatisfy { row in row["w"].intValue == row["id"].intValue.map { 20 + $0 % 97 } })
    }

    @Test func `pictures that cannot be worked on fail by themselves, and are told`() async throws {
        _ = try test.file("empty.png", [])
        let names = ["rgb.png", "truncated.jpg", "empty.png", "bomb.png", "script.svg", "gone.png", "grey.png"]
        for name in ["gone.png"] { _ = try test.file(name, TestStore.png) }
        var table = try await table(names)
        try FileManager.default.removeItem(atPath: "\(test.folder)/gone.png")
        table = try await table.addComputedColumn("small", try Expression("resize(photo, 8, 8)"), onError: .ignore)
            .table
        let rows = try await table.query().collect()
        #expect(rows["small"]?.map(\.isNull) == [false, true, true, true, true, true, false])
        let errors = rows["small_error"]?.map { $0.stringValue ?? "" } ?? []
        #expect(errors[1].contains("truncated.jpg"))
        #expect(errors[3].contains("30000 x 30000 pixels are more than"))
        #expect(errors[5].contains("fileNotFound"))
        #expect(errors.filter { $0.contains("resize(photo, 8, 8) cannot be computed") }.count == 5)
        let error = await failure {
            _ = try await table.query().select([try Selection(parsing: "blur(photo, 1)")]).collect()
        }
        #expect(error?.message.contains("blur(photo, 1) cannot be computed") == true)
    }

    @Test(
        "values that make no sense are named",
        arguments: [
            ("resize(photo, 0, 5)", "a width of 0 is not within 1 to 65535"),
            ("thumbnail(photo, 5, -3)", "a height of -3 is not within"),
            ("crop(photo, 100, 0, 50, 10)", "the part of 50 x 10 at 100, 0 is not within its 120 x 90 pixels"),
            ("flip(photo, 'sideways')", "flipped 'horizontal' or 'vertical', not 'sideways'"),
            ("convert(photo, 'bmp')", "there is no format 'bmp' to convert to; there are jpeg, png, webp, tiff, gif"),
            ("convert(photo, 'png', 101)", "a quality of 101 is not within 1 to 100"),
            ("blur(photo, 0)", "0.0 pixels are not within"),
        ]
    )
    func values(expression: String, message: String) async throws {
        let table = try await table(["rgb.png"])
        let error = await failure { _ = try await table.query().select([try Selection(parsing: expression)]).collect() }
        #expect(error?.code == .invalidValue || error?.code == .malformedFile)
        #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
    }
}
