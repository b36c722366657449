import Foundation
import Lighttable
import Testing

@testable import LabelStudio

struct FieldMappingTests {
    private let config =
        "<View><Image name=\"i\" value=\"$image\"/><Header value=\"$title\"/>"
        + "<Choices name=\"kind\" toName=\"i\"/></View>"
    private let columns = [Column("image", .image), Column("photo", .image), Column("title", .string)]

    private func mapping(_ pairs: [String: String], _ columns: [Column]) throws -> FieldMapping {
        let config = try LabelConfig(config)
        let names = try FieldMapping.columnForField(pairs, config: config, columns: columns)
        return try FieldMapping(config: config, columns: columns, columnForField: names, isNew: true)
    }

    @Test func `Fields find columns of their names, and annotations are added`() throws {
        let mapping = try mapping([:], columns)
        #expect(mapping.columnForField == ["image": "image", "title": "title"])
        #expect(mapping.annotationsColumn == "annotations" && mapping.isAnnotationsColumnMissing)
    }

    @Test func `A pair overrides one name and leaves the others`() throws {
        let mapping = try mapping(["photo": "image", "labels": "annotations"], columns)
        #expect(mapping.columnForField == ["image": "photo", "title": "title"])
        #expect(mapping.annotationsColumn == "labels" && mapping.isAnnotationsColumnMissing)
    }

    @Test func `Columns of pre-annotations are mapped by name, or found when they are Json`() throws {
        let found = try mapping([:], columns + [Column("kind", .json)])
        #expect(found.columnForField["control:kind"] == "kind")
        let mapped = try mapping(["guess": "kind"], columns + [Column("guess", .string), Column("kind", .json)])
        #expect(mapped.columnForField["control:kind"] == "guess")
        #expect(try mapping([:], columns + [Column("kind", .string)]).preAnnotations.isEmpty)
        #expect(mapped.columns == ["photo", "title", "guess"].map { $0 == "photo" ? "image" : $0 })
    }

    @Test func `An annotations column that is there is used`() throws {
        let mapping = try mapping([:], columns + [Column("annotations", .json)])
        #expect(!mapping.isAnnotationsColumnMissing)
    }

    @Test(arguments: [
        (["nothing": "image"], "columns are image, photo, title"),
        (["photo": "nothing"], "fields and controls are image, title, kind, annotations"),
        (["photo": "image", "image": "image"], "both mapped"),
        (["title": "image"], "--type title=Image"),
        (["photo": "kind"], "pre-annotations for `kind` (line 1) are Json"),
        (["title": "annotations"], "cannot both"),
    ])
    func `A pair that cannot be is said with what could be`(pairs: [String: String], hint: String) {
        let error = #expect(throws: LabelStudioError.self) { try mapping(pairs, columns) }
        #expect(error?.message.contains(hint) == true, "\(error?.message ?? "")")
        #expect(error?.location.column != nil)
    }

    @Test func `A missing column is named with the type it needs`() {
        let error = #expect(throws: LabelStudioError.self) { try mapping([:], [Column("title", .string)]) }
        #expect(error?.code == .invalidMapping)
        #expect(error?.message.contains("add a column `image` of type Image") == true)
    }

    @Test func `Annotations cannot go into a required column`() {
        let required = columns + [Column("annotations", .json, isNullable: false)]
        #expect(throws: LabelStudioError.self) { try mapping([:], required) }
    }

    @Test func `A computed column cannot take the annotations, and another name for them is the way out`() async throws
    {
        let folder = FileManager.default.temporaryDirectory.appending(path: "lighttable-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let table = try await Store.open(at: folder).createTable("t", columns: columns)
            .addComputedColumn("annotations", try Expression("upper(title)"))
            .table
        let error = #expect(throws: LabelStudioError.self) { try mapping([:], table.columns) }
        #expect(error?.code == .invalidMapping && error?.message.contains("is computed") == true)
        #expect(error?.message.contains("COLUMN=annotations") == true && error?.location.column == "annotations")
        #expect(try mapping(["labels": "annotations"], table.columns).annotationsColumn == "labels")
    }

    @Test func `A linked column of pre-annotations that is gone is named`() throws {
        let config = try LabelConfig(config)
        let error = #expect(throws: LabelStudioError.self) {
            try FieldMapping(
                config: config,
                columns: columns,
                columnForField: ["control:kind": "guess"],
                isNew: false
            )
        }
        #expect(error?.code == .invalidMapping && error?.location.column == "guess")
        #expect(error?.message.contains("columns are image, photo, title") == true)
    }

    @Test(arguments: [
        ("demo.stamps", "demo.stamps"), ("t", "Table t"), ("/data/ab", "Table ab"), ("./stamps", "stamps"),
        ("directory." + String(repeating: "n", count: 60), String(repeating: "n", count: 50)),
    ])
    func `The default title has a length the server takes`(name: String, title: String) {
        #expect(ProjectRequest.defaultTitle(name) == title)
    }
}
