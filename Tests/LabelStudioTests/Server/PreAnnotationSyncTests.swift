import Columnar
import Foundation
import JSON
import Lighttable
import Remote
import Testing

@testable import LabelStudio

extension ServerTests {
    /// The server checks predictions strictly here, as it does not by itself.
    @Suite struct PreAnnotationSyncTests {
        private static let labels = "<Label value=\"car\"/><Label value=\"tree\"/>"
        private static let controls: [(tag: String, cell: String)] = [
            (
                "<RectangleLabels name=\"boxes\" toName=\"img\">\(labels)</RectangleLabels>",
                #"[{"bbox":[1,1,3,2],"label":"car"}]"#
            ),
            (
                "<PolygonLabels name=\"outlines\" toName=\"img\">\(labels)</PolygonLabels>",
                #"[{"segmentation":[[1,1,3,1,3,3]],"label":"tree"}]"#
            ),
            (
                "<KeyPointLabels name=\"points\" toName=\"img\">\(labels)</KeyPointLabels>",
                #"[{"point":[2,2],"label":"car","score":0.5}]"#
            ),
            (
                "<EllipseLabels name=\"ovals\" toName=\"img\">\(labels)</EllipseLabels>",
                #"[{"center":[2,2],"radius":[1,1],"label":"car"}]"#
            ),
            (
                "<Choices name=\"kind\" toName=\"img\"><Choice value=\"cat\"/><Choice value=\"dog\"/></Choices>",
                #"{"label":"dog","score":0.75}"#
            ),
            ("<TextArea name=\"caption\" toName=\"img\"/>", #""two cars""#),
            ("<Rating name=\"stars\" toName=\"img\"/>", "4"),
            ("<Number name=\"count\" toName=\"img\"/>", "2"),
            ("<DateTime name=\"day\" toName=\"img\"/>", #""2026-01-31""#),
            (
                "<Taxonomy name=\"tree\" toName=\"img\"><Choice value=\"A\"><Choice value=\"B\"/></Choice></Taxonomy>",
                #"["A","B"]"#
            ),
            ("<Labels name=\"spans\" toName=\"words\">\(labels)</Labels>", #"[{"start":0,"end":3,"label":"car"}]"#),
        ]

        private static var config: String {
            "<View><Image name=\"img\" value=\"$photo\"/><Text name=\"words\" value=\"$title\"/>"
                + controls.map(\.tag).joined() + "</View>"
        }

        private static func name(_ tag: String) -> String {
            String(tag.split(separator: "\"")[1])
        }

        /// A workshop whose table has a column of pre-annotations for each control.
        private func workshop(rows: Int = 2) async throws -> Workshop {
            var shop = try await Workshop(rows: rows)
            for index in 0..<rows {
                let path = "\(shop.folder)/my pictures/p\(index).png"
                try Data(base64Encoded: Self.picture)?.write(to: URL(filePath: path))
            }
            for (tag, cell) in Self.controls {
                let column = Column(Self.name(tag), .json)
                shop.table = try await shop.table
                    .addColumn(column, default: .string(try JSONValue(parsing: cell).text(.canonical)))
                    .table
            }
            return shop
        }

        /// A PNG of 4 x 4 pixels.
        private static let picture =
            "iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAAAAACMmsGiAAAADklEQVR4nGNoAAIGVAIAUBQIAXAlrj8AAAAASUVORK5CYII="

        private func predictions(_ shop: Workshop, _ task: Int) async throws -> [JSONValue] {
            try #require(try await shop.client.json(.get("api/predictions/", ["task": String(task)])).arrayValue)
        }

        @Test func `Every control gets its predictions, a strict server takes them, and a second sync does nothing`()
            async throws
        {
            var shop = try await workshop()
            let status = try await shop.create(config: Self.config)
            #expect(status.externalRowsCreated == 2 && status.exceptions == [])
            for task in try await shop.tasks().values {
                let found = try await predictions(shop, task.id)
                #expect(found.count == 1)
                let results = found[0]["result"]?.arrayValue ?? []
                #expect(results.map { $0["from_name"]?.stringValue } == Self.controls.map { Self.name($0.tag) })
                #expect(results[0]["value"]?["x"] == 25.0)
                #expect(results[0]["original_width"] == 4)
                #expect(results.last?["value"]?["text"] == "pic")
            }
            let again = try await shop.sync()
            #expect(again.externalRowsUpdated == 0 && again.externalRowsCreated == 0)
            let wrong: JSONValue = [
                "data": ["photo": "x", "title": "y"],
                "predictions": [
                    [
                        "result": [
                            ["from_name": "kind", "to_name": "img", "type": "choices", "value": ["choices": ["cow"]]]
                        ]
                    ]
                ],
            ]
            await #expect(throws: LabelStudioError.self) {
                _ = try await shop.client.importTasks(project: try shop.project, [wrong])
            }
        }

        @Test func `What a model server finds is shown as predictions, also in rows that come later`() async throws {
            let script = ScriptServer.root.appending(path: "Tests/RemoteTests/Server/backend.py").path
            let model = try ScriptServer([script], in: "model-server")
            let config =
                "<View><Image name=\"img\" value=\"$photo\"/><RectangleLabels name=\"boxes\" toName=\"img\">\(Self.labels)</RectangleLabels></View>"
            var shop = try await Workshop(rows: 2)
            let settings = """
                [functions.detect]
                url = "http://127.0.0.1:\(model.greeting)"
                protocol = "label-studio-ml"
                label_config = '''\(config)'''
                takes = ["Image"]
                """
            try settings.write(toFile: "\(shop.folder)/store/config.toml", atomically: true, encoding: .utf8)
            let store = try Store.open(at: "\(shop.folder)/store", fetcher: RemoteFetcher())
            shop.table = try await store.table("demo.stamps")
                .addComputedColumn("boxes", try Expression("detect(photo)"))
                .table
            #expect(try await shop.create(config: config).exceptions == [])
            let picture = Value.string("\(shop.folder)/my pictures/p0.png")
            shop.table = try await shop.table.insert(["photo": picture]).table
            #expect(try await shop.sync().externalRowsCreated == 1)
            let tasks = try await shop.tasks().values
            #expect(tasks.count == 3)
            for task in tasks {
                let found = try await predictions(shop, task.id)
                #expect(found.count == 1 && found[0]["model_version"] == "INITIAL", "\(found)")
                #expect(found.first?["result"]?.arrayValue?.first?["value"]?["rectanglelabels"] == ["car"], "\(found)")
            }
        }

        @Test func `A changed cell replaces what was sent, and nothing else`() async throws {
            var shop = try await workshop()
            _ = try await shop.create(config: Self.config)
            let row = try #require(try await shop.firstRow())
            let task = try #require(try await shop.tasks()[row]).id
            let model: JSONValue = [
                "task": .int(task), "model_version": "other",
                "result": [["from_name": "kind", "to_name": "img", "type": "choices", "value": ["choices": ["cat"]]]],
            ]
            _ = try await shop.client.json(.send(.post, "api/predictions/", model))
            try await shop.set("kind", to: "\"cat\"", row: row)
            let status = try await shop.sync()
            #expect(status.externalRowsUpdated == 1 && status.exceptions == [])
            let found = try await predictions(shop, task)
            #expect(found.count == 2)
            #expect(found.contains { $0["model_version"] == "other" })
            let ours = try #require(found.first { $0["model_version"] != "other" })
            let kind = ours["result"]?.arrayValue?.first { $0["from_name"] == "kind" }
            #expect(kind?["value"]?["choices"] == ["cat"])
            for column in Self.controls.map({ Self.name($0.tag) }) {
                shop.table = try await shop.table.update([column: "NULL"]).table
            }
            #expect(try await shop.sync().externalRowsUpdated == 2)
            #expect(try await predictions(shop, task).map { $0["model_version"] } == ["other"])
        }

        @Test func `Another score or model version replaces what was sent, though it says the same`() async throws {
            var shop = try await workshop()
            _ = try await shop.create(config: Self.config)
            let row = try #require(try await shop.firstRow())
            let task = try #require(try await shop.tasks()[row]).id
            try await shop.set("kind", to: #"{"label":"dog","score":0.25}"#, row: row)
            #expect(try await shop.sync().externalRowsUpdated == 1)
            #expect(try await predictions(shop, task).map { $0["score"] } == [0.25])
            for column in Self.controls.map({ Self.name($0.tag) }) where column != "kind" {
                shop.table = try await shop.table.update([column: "NULL"]).table
            }
            try await shop.set("kind", to: #"{"label":"dog","model_version":"v2"}"#, row: row)
            #expect(try await shop.sync().externalRowsUpdated == 2)
            #expect(try await predictions(shop, task).map { $0["model_version"] } == ["v2"])
        }

        @Test func `A malformed cell is named, its task is sent without, and correcting it sends it`() async throws {
            var shop = try await workshop()
            let row = try #require(try await shop.firstRow())
            try await shop.set("boxes", to: #"{"annotations":[{"bbox":[1,1],"label":"car"}]}"#, row: row)
            let status = try await shop.create(config: Self.config)
            #expect(status.externalRowsCreated == 2 && status.numExceptions == 1)
            #expect(
                status.exceptions.first?.contains("column `boxes`: the pre-annotation for `boxes` has an item") == true
            )
            let task = try #require(try await shop.tasks()[row]).id
            let before = try await predictions(shop, task)[0]["result"]?.arrayValue ?? []
            #expect(before.count == Self.controls.count - 1)
            try await shop.set("boxes", to: #"[{"bbox":[0,0,4,4],"label":"tree"}]"#, row: row)
            let corrected = try await shop.sync()
            #expect(corrected.numExceptions == 0 && corrected.externalRowsUpdated == 1)
            #expect(try await predictions(shop, task)[0]["result"]?.arrayValue?.count == Self.controls.count)
        }

        @Test func `A column of pre-annotations is kept while it is mapped, and follows a new name`() async throws {
            var shop = try await workshop()
            _ = try await shop.create(config: Self.config)
            await #expect(throws: LighttableError.self) { _ = try await shop.table.dropColumn("kind") }
            shop.table = try await shop.table.renameColumn("kind", to: "guess").table
            let row = try #require(try await shop.firstRow())
            try await shop.set("guess", to: "\"cat\"", row: row)
            #expect(try await shop.sync().externalRowsUpdated == 1)
        }

        @Test func `Masks are painted as the server's own library packs them`() throws {
            let folder = NSTemporaryDirectory() + "lighttable-masks-\(UUID().uuidString)"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let script = """
                import json, random, sys, numpy
                from PIL import Image
                from label_studio_sdk.converter import brush
                generator = random.Random(7)
                packed = []
                for number, (width, height) in enumerate([(1, 1), (5, 3), (64, 48), (300, 400)]):
                    mask = numpy.zeros((height, width), dtype=numpy.uint8)
                    for _ in range(4):
                        x, y = generator.randrange(width), generator.randrange(height)
                        mask[y : y + height // 2 + 1, x : x + width // 3 + 1] = 255
                    Image.fromarray(mask).save(f"{sys.argv[1]}/{number}.png")
                    packed.append(brush.decode_rle(brush.mask2rle(mask)).tolist())
                json.dump(packed, open(f"{sys.argv[1]}/expected.json", "w"))
                if len(sys.argv) > 2:
                    ours = json.load(open(sys.argv[2]))
                    assert [brush.decode_rle(item).tolist() for item in ours] == packed
                """
            try TestServer.python(script, folder)
            let sizes = [(1, 1), (5, 3), (64, 48), (300, 400)]
            let packed = try sizes.enumerated()
                .map { number, size -> JSONValue in
                    let item: JSONValue = ["mask": .string("\(folder)/\(number).png")]
                    let mask = try BrushMask(item, size: PictureSize(width: size.0, height: size.1))
                    return try #require(mask.value["rle"])
                }
            let ours = "\(folder)/ours.json"
            try JSONValue.array(packed).text().write(toFile: ours, atomically: true, encoding: .utf8)
            try TestServer.python(script, folder, ours)
        }
    }
}
