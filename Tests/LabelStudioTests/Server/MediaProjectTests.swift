import Columnar
import Foundation
import JSON
import Lighttable
import Testing

@testable import LabelStudio

extension ServerTests {
    /// Projects that show sounds, films, papers, and pictures from other places than files of their own.
    @Suite struct MediaProjectTests {
        private static let config = """
            <View>
              <Audio name="heard" value="$sound"/><Video name="seen" value="$film"/><Pdf name="read" value="$paper"/>
              <Image name="img" value="$photo"/>
              <Labels name="speech" toName="heard"><Label value="Speech"/><Label value="Noise"/></Labels>
              <TimelineLabels name="moves" toName="seen"><Label value="Move"/></TimelineLabels>
              <BrushLabels name="paint" toName="img"><Label value="Leaf"/></BrushLabels>
              <Choices name="kind" toName="read"><Choice value="cat"/><Choice value="dog"/></Choices>
            </View>
            """
        private static let picture =
            "iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAAAAACMmsGiAAAADklEQVR4nGNoAAIGVAIAUBQIAXAlrj8AAAAASUVORK5CYII="
        private static let files: [(column: String, name: String, type: ColumnType)] = [
            ("sound", "talk.wav", .audio), ("film", "walk.mp4", .video), ("paper", "terms.pdf", .document),
        ]

        /// A table with a medium of each kind in its one row, and a span or mask as pre-annotation for each.
        private func workshop() async throws -> Workshop {
            var shop = try await Workshop(rows: 1)
            try #require(Data(base64Encoded: Self.picture))
                .write(to: URL(filePath: "\(shop.folder)/my pictures/p0.png"))
            for (column, name, type) in Self.files {
                let path = "\(shop.folder)/my pictures/\(name)"
                try Data("bytes of \(name)".utf8).write(to: URL(filePath: path))
                shop.table = try await shop.table.addColumn(Column(column, type), default: .string(path)).table
            }
            let mask = "data:image/png;base64,\(Self.picture)"
            let cells = [
                "speech": #"{"original_length":9.5,"annotations":[{"start":0.5,"end":2.25,"label":"Noise"}]}"#,
                "moves": #"[{"start":3,"end":12,"label":"Move"}]"#,
                "paint": #"[{"mask":"\#(mask)","label":"Leaf"}]"#,
            ]
            for (column, cell) in cells {
                shop.table = try await shop.table.addColumn(Column(column, .json), default: .string(cell)).table
            }
            return shop
        }

        @Test(arguments: [MediaImportMethod.post, .file])
        func `Sounds, films and papers are served, spans and masks are predictions, and answers come back`(
            method: MediaImportMethod
        ) async throws {
            var shop = try await workshop()
            let status = try await shop.create(method: method, config: Self.config)
            #expect(status.externalRowsCreated == 1 && status.exceptions == [])
            let (row, task) = try #require(try await shop.tasks().first)
            let data = try await shop.data(ofTask: task.id)
            for (column, name, _) in Self.files {
                let address = try #require(data[column]?.stringValue)
                let response = try await shop.client.response(to: .get(String(address.dropFirst())))
                #expect(response.status == 200 && response.body == Data("bytes of \(name)".utf8), "\(address)")
            }
            try await expectRegions(shop, task.id)
            let answer: JSONValue = [
                ["from_name": "kind", "to_name": "read", "type": "choices", "value": ["choices": ["dog"]]]
            ]
            _ = try await shop.client.json(
                .send(.post, "api/tasks/\(task.id)/annotations/", ["result": answer])
            )
            #expect(try await shop.sync().rowsUpdated == 1)
            #expect(try await shop.annotations()[row]?.arrayValue?.first?["result"] == answer)
            let again = try await shop.sync(isFull: true)
            #expect(again.externalRowsUpdated + again.externalRowsCreated + again.rowsUpdated == 0)
        }

        /// The server has the regions that were sent, as they were sent.
        private func expectRegions(_ shop: Workshop, _ task: Int) async throws {
            let found = try await shop.client.predictions(ofTask: task)
            #expect(found.count == 1)
            let results = try #require(found.first?.prediction.results)
            #expect(results.map { $0["type"] } == ["labels", "timelinelabels", "brushlabels"])
            #expect(results[0]["value"] == ["start": 0.5, "end": 2.25, "channel": 0, "labels": ["Noise"]])
            #expect(results[0]["original_length"] == 9.5)
            #expect(results[1]["value"] == ["ranges": [["start": 3, "end": 12]], "timelinelabels": ["Move"]])
            let mask = try BrushMask(
                ["mask": .string("\(shop.folder)/my pictures/p0.png")],
                size: PictureSize(width: 4, height: 4)
            )
            #expect(results[2]["value"]?["rle"] == mask.value["rle"] && results[2]["original_width"] == 4)
            #expect(results[2]["value"]?["brushlabels"] == ["Leaf"])
        }

        @Test(arguments: [MediaImportMethod.post, .file])
        func `Pictures out of Parquet files are served`(method: MediaImportMethod) async throws {
            var shop = try await Workshop(rows: 2)
            let store = try Store.open(at: shop.folder + "/store")
            var options = ParquetExportOptions()
            options.media = .inline
            _ = try await store.exportParquet(shop.table, to: shop.folder + "/rows", options: options)
            try FileManager.default.removeItem(atPath: shop.folder + "/my pictures")
            shop.table = try await store.importParquet(shop.folder + "/rows", into: "demo.parts").table
            #expect(try await shop.create(method: method).externalRowsCreated == 2)
            for (index, task) in try await shop.tasks().sorted(by: { $0.key < $1.key }).enumerated() {
                let address = try #require(try await shop.data(ofTask: task.value.id)["photo"]?.stringValue)
                let response = try await shop.client.response(to: .get(String(address.dropFirst())))
                #expect(response.status == 200 && response.body == Workshop.picture(index), "\(address)")
            }
            #expect(try await shop.sync().externalRowsUpdated == 0)
        }
    }
}
