import Columnar
import Foundation
import JSON
import LabelStudio
import Lighttable
import Testing

@Suite struct AnnotationExportTests {
    /// A region of a COCO dataset: file, class, bounding box, area, and the pixels of the mask.
    private struct COCORegion: Decodable {
        let file: String
        let label: String
        let numbers: [Double]

        init(from decoder: any Decoder) throws {
            var items = try decoder.unkeyedContainer()
            file = try items.decode(String.self)
            label = try items.decode(String.self)
            var numbers: [Double] = []
            while !items.isAtEnd { numbers.append(try items.decode(Double.self)) }
            self.numbers = numbers
        }
    }

    private struct COCODataset: Decodable {
        let images: [String: [Int]]
        let regions: [COCORegion]
    }

    private struct YOLODataset: Decodable {
        let train: String
        let val: String
        let test: String?
        let names: [String]
        let labels: [String: [[Double]]]
    }

    /// A line of a label file by Label Studio's converter: class and numbers.
    private struct Line: Decodable {
        let label: String
        let numbers: [Double]

        init(from decoder: any Decoder) throws {
            var items = try decoder.unkeyedContainer()
            label = try items.decode(String.self)
            numbers = try items.decode([Double].self)
        }
    }

    private struct Converted: Decodable {
        let coco: [COCORegion]
        let yolo: [String: [Line]]
        let obb: [String: [Line]]
    }

    private func near(_ left: [Double], _ right: [Double], _ tolerance: Double) -> Bool {
        left.count == right.count && zip(left, right).allSatisfy { abs($0 - $1) <= tolerance }
    }

    private func failure(_ body: () async throws -> Void) async -> (any Error)? {
        do {
            try await body()
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: 1...4)
    func `boxes, outlines and turned rectangles are those of Label Studio's own converter`(round: Int) async throws {
        func random(_ range: ClosedRange<Double>) -> Double { Double.random(in: range) }
        let names = ["a.jpg", "b[1,page=2].webp", "ü 1.gif"]
        var results: [[JSONValue]] = []
        for _ in names {
            // The converter takes the regions of one control after those of another.
            let rectangles = (0..<Int.random(in: 1...4))
                .map { number -> JSONValue in
                    let label = ["cat", "dog"].randomElement() ?? "cat"
                    let angle = number.isMultiple(of: 2) ? 0 : random(-20...20)
                    let (x, y) = (random(30...50), random(30...50))
                    return LabelledTable.rectangle(label, x, y, random(1...30), random(1...30), rotation: angle)
                }
            let polygons = (0..<Int.random(in: 0...3))
                .map { _ -> JSONValue in
                    let points = (0..<Int.random(in: 3...8)).map { _ in (random(0...100), random(0...100)) }
                    return LabelledTable.polygon(["cat", "dog"].randomElement() ?? "cat", points)
                }
            results.append(rectangles + polygons)
        }
        let rows = zip(names, results)
            .map { (photo: Optional($0), annotations: Optional(LabelledTable.annotations($1)), part: String?.none) }
        let labelled = try await LabelledTable(rows)
        let tasks = zip(names, results).enumerated()
            .map { number, pair -> JSONValue in
                [
                    "id": .int(number), "data": ["photo": .string("\(labelled.folder)/p/\(pair.0)")],
                    "annotations": [["id": .int(number), "completed_by": 1, "result": .array(pair.1)]],
                ]
            }
        try Data(JSONValue.array(tasks).text(.compact).utf8).write(to: URL(filePath: "\(labelled.folder)/tasks.json"))
        let labels = #"<Label value="cat"/><Label value="dog"/>"#
        let config = """
            <View><Image name="img" value="$photo"/><RectangleLabels name="r" toName="img">\(labels)</RectangleLabels>
            <PolygonLabels name="p" toName="img">\(labels)</PolygonLabels></View>
            """
        try Data(config.utf8).write(to: URL(filePath: "\(labelled.folder)/config.xml"))
        let expected: Converted = try labelled.read("converter", labelled.folder, environment: "label-studio")

        _ = try await labelled.store.exportCOCO(labelled.table, to: labelled.target)
        let datasets: [String: COCODataset] = try labelled.read("coco", labelled.target)
        let coco = try #require(datasets["train"])
        let all = results.flatMap(\.self)
        #expect(coco.regions.count == all.count && expected.coco.count == all.count)
        for (region, pair) in zip(all, zip(coco.regions, expected.coco)) {
            #expect(pair.0.label == pair.1.label)
            // The converter turns rectangles as if all pictures were square, and its polygons follow the file's size.
            guard region["type"] == "rectanglelabels", region["value"]?["rotation"]?.doubleValue == 0 else { continue }
            #expect(near(Array(pair.0.numbers.prefix(4)), Array(pair.1.numbers.prefix(4)), 0.001))
            #expect(abs(pair.0.numbers[4] - pair.1.numbers[4]) < 0.5)
        }
        for (task, field) in [(YOLOTask.obb, expected.obb), (.segment, expected.yolo), (.detect, expected.yolo)] {
            let target = "\(labelled.folder)/\(task)-by-us"
            _ = try await labelled.store.exportYOLO(labelled.table, to: target, task: task)
            let yolo: YOLODataset = try labelled.read("yolo", target)
            for (name, regions) in zip(names, results) {
                let stem = (name as NSString).deletingPathExtension
                let (mine, theirs) = (try #require(yolo.labels["train/\(name)"]), try #require(field["\(stem).txt"]))
                #expect(mine.count == regions.count && theirs.count == regions.count)
                for (region, pair) in zip(regions, zip(mine, theirs)) {
                    let isPolygon = region["type"] == "polygonlabels"
                    let isTurned = region["value"]?["rotation"]?.doubleValue ?? 0 != 0
                    #expect(yolo.names[Int(pair.0[0])] == pair.1.label)
                    let isAlike = task == .segment ? isPolygon : task == .obb ? !isPolygon : !isPolygon && !isTurned
                    if isAlike { #expect(near(Array(pair.0.dropFirst()), pair.1.numbers, 2e-6), "\(task)") }
                }
            }
        }
    }

    @Test func `pycocotools fills outlines as large as their areas, and finds every picture with its size`()
        async throws
    {
        let ellipse: JSONValue = [
            "x": 50, "y": 50, "radiusX": 20, "radiusY": 30, "rotation": 0, "ellipselabels": ["sun"],
        ]
        let labelled = try await LabelledTable([
            (
                "a.jpg",
                LabelledTable.annotations([
                    LabelledTable.rectangle("cat", 10, 10, 50, 25),
                    LabelledTable.rectangle("cat", 50, 20, 20, 30, rotation: 30),
                    LabelledTable.polygon("dog", [(0, 0), (50, 0), (50, 50)]),
                    LabelledTable.result("ellipselabels", ellipse),
                ]), nil
            ),
            ("turned.jpg", LabelledTable.annotations([]), nil), ("a.png", LabelledTable.annotations([]), nil),
            ("b[1,page=2].webp", "[]", nil),
        ])
        let report = try await labelled.store.exportCOCO(labelled.table, to: labelled.target)
        #expect(report.images == 3 && report.regions == 4 && report.classes == ["cat", "dog", "sun"])
        #expect(report.skipped == ["not labelled": 1])
        let datasets: [String: COCODataset] = try labelled.read("coco", labelled.target)
        let coco = try #require(datasets["train"])
        // As it is shown, the second picture stands upright.
        #expect(
            coco.images == [
                "a.jpg": [640, 480, 640, 480], "turned.jpg": [200, 300, 300, 200], "a_2.png": [33, 17, 33, 17],
            ]
        )
        let areas = coco.regions.map { $0.numbers[4] }
        let box = 640.0 * 480
        for (area, expected) in zip(areas, [0.125, 0.06, 0.125, 0.06 * Double.pi]) {
            #expect(abs(area / (expected * box) - 1) < 0.01)
        }
        for region in coco.regions { #expect(abs(region.numbers[5] / region.numbers[4] - 1) < 0.02) }
    }

    @Test func `splits of a column become folders, and programs find their pictures and labels`() async throws {
        func annotations(_ label: String) -> String {
            LabelledTable.annotations([LabelledTable.rectangle(label, 25, 25, 50, 50)])
        }
        let labelled = try await LabelledTable([
            ("a.jpg", annotations("z \"1\""), "train"), ("a.png", annotations("a"), "train"),
            ("turned.jpg", annotations("a"), "val"), ("ü 1.gif", LabelledTable.annotations([]), "test"),
        ])
        var options = AnnotationExportOptions()
        options.splitColumn = "part"
        _ = try await labelled.store.exportYOLO(labelled.table, to: labelled.target, options: options)
        let yolo: YOLODataset = try labelled.read("yolo", labelled.target)
        #expect(yolo.train == "images/train" && yolo.val == "images/val" && yolo.test == "images/test")
        #expect(yolo.names == ["a", "z \"1\""])
        let half = [0.5, 0.5, 0.5, 0.5]
        #expect(
            yolo.labels == [
                "train/a.jpg": [[1] + half], "train/a_2.png": [[0] + half], "val/turned.jpg": [[0] + half],
                "test/ü 1.gif": [],
            ]
        )
        options.ifExists = .replace
        options.classes = ["z \"1\""]
        let report = try await labelled.store.exportCOCO(labelled.table, to: labelled.target, options: options)
        #expect(report.skipped == ["other classes": 2] && report.regions == 1)
        let datasets: [String: COCODataset] = try labelled.read("coco", labelled.target)
        #expect(datasets.keys.sorted() == ["test", "train", "val"])
        #expect(datasets["val"]?.images["turned.jpg"] == [640, 480, 300, 200])
    }

    @Test func `the ground truth counts, then what was changed last, never what was cancelled`() async throws {
        func annotation(_ label: String, _ time: String, _ members: JSONObject = [:]) -> JSONValue {
            let result: JSONValue = .array([LabelledTable.rectangle(label, 0, 0, 10, 10)])
            return .object(
                members.merging(["result": result, "updated_at": .string("2026-11-\(time)T00:00:00Z")])
            )
        }
        let old = annotation("old", "01")
        let new = annotation("new", "03")
        let texts = [
            [old, new, annotation("cancelled", "09", ["was_cancelled": true])],
            [annotation("truth", "01", ["ground_truth": true]), new],
            [annotation("cancelled", "09", ["was_cancelled": true])],
        ]
        let labelled = try await LabelledTable(texts.map { ("a.jpg", JSONValue.array($0).text(.compact), nil) })
        let newest = try await labelled.store.exportCOCO(labelled.table, to: labelled.target)
        #expect(newest.classes == ["new", "truth"] && newest.images == 2 && newest.skipped == ["not labelled": 1])
        var options = AnnotationExportOptions()
        options.choice = .all
        options.ifExists = .replace
        let all = try await labelled.store.exportCOCO(labelled.table, to: labelled.target, options: options)
        #expect(all.classes == ["new", "old", "truth"] && all.regions == 4)
    }

    @Test func `labels of a region's other items count, and what has no outline is counted as left out`() async throws {
        let geometry: JSONValue = ["x": 10, "y": 10, "width": 5, "height": 5]
        func item(_ type: String, _ value: JSONValue, _ id: String) -> JSONValue {
            ["id": .string(id), "type": .string(type), "to_name": "img", "value": value]
        }
        var named = geometry.objectValue ?? [:]
        named["labels"] = ["cat", "pet"]
        let text = LabelledTable.annotations([
            item("rectangle", geometry, "1"), item("labels", .object(named), "1"), item("rectangle", geometry, "2"),
            item("brushlabels", ["format": "rle", "rle": [], "brushlabels": ["cat"]], "3"),
            item("choices", ["choices": ["x"]], "4"), LabelledTable.rectangle("cat", 5, 5, 0, 10),
        ])
        let labelled = try await LabelledTable([("a.jpg", text, nil), (nil, text, nil)])
        let report = try await labelled.store.exportCOCO(labelled.table, to: labelled.target)
        #expect(report.regions == 2 && report.classes == ["cat", "pet"])
        #expect(
            report.skipped == ["brushlabels": 1, "rectangle without a label": 1, "no area": 1, "no picture": 1]
        )
    }

    @Test func `what cannot be exported is said with row and column, and nothing is left behind`() async throws {
        let good = LabelledTable.annotations([LabelledTable.rectangle("a", 0, 0, 9, 9)])
        let unsized = LabelledTable.annotations([])
        let cases: [(String, String, String?)] = [
            ("a.jpg", #"{"x":1}"#, nil), ("a.jpg", #"[{"bbox":[1,2]}]"#, nil), ("gone.jpg", good, nil),
            ("broken.jpg", unsized, nil), ("größe.bmp", unsized, nil), ("https://pictures.test/a.jpg", good, nil),
            ("a.jpg", good, "../x"),
            (
                "a.jpg", #"[{"result":[{"type":"polygonlabels","value":{"points":[[1,1]],"polygonlabels":["a"]}}]}]"#,
                nil
            ),
        ]
        for (photo, text, part) in cases {
            let labelled = try await LabelledTable([("a.png", good, "train"), (photo, text, part ?? "train")])
            var options = AnnotationExportOptions()
            options.splitColumn = "part"
            let error = await failure {
                _ = try await labelled.store.exportCOCO(labelled.table, to: labelled.target, options: options)
            }
            let message = "\(try #require(error))"
            #expect(message.contains("row 2"), "\(photo) \(text): \(message)")
            let left = try FileManager.default.contentsOfDirectory(atPath: labelled.folder)
            #expect(left.sorted() == ["p", "store"])
        }
    }

    @Test func `columns and objects must be told apart by the caller where there are several`() async throws {
        func region(_ object: String) -> JSONValue {
            var members = LabelledTable.rectangle("a", 0, 0, 9, 9).objectValue ?? [:]
            members["to_name"] = .string(object)
            return .object(members)
        }
        let labelled = try await LabelledTable([
            ("a.jpg", LabelledTable.annotations([region("left"), region("right")]), nil)
        ])
        let error = await failure { _ = try await labelled.store.exportYOLO(labelled.table, to: labelled.target) }
        #expect((error as? LabelStudioError)?.message.contains("`left`, `right`") == true)
        var options = AnnotationExportOptions()
        options.object = "left"
        #expect(try await labelled.store.exportYOLO(labelled.table, to: labelled.target, options: options).regions == 1)
        options.annotationsColumn = "part"
        options.ifExists = .replace
        let wrong = await failure {
            _ = try await labelled.store.exportYOLO(labelled.table, to: labelled.target, options: options)
        }
        #expect((wrong as? LabelStudioError)?.code == .invalidMapping)
    }

    @Test func `pictures that stay where they are have their paths and addresses in COCO`() async throws {
        let text = LabelledTable.annotations([LabelledTable.rectangle("a", 0, 0, 9, 9)])
        let labelled = try await LabelledTable([("a.jpg", text, nil), ("https://pictures.test/a.jpg", text, nil)])
        var options = AnnotationExportOptions()
        options.media = .reference
        let report = try await labelled.store.exportCOCO(labelled.table, to: labelled.target, options: options)
        let datasets: [String: COCODataset] = try labelled.read("coco", labelled.target)
        let names = try #require(datasets["train"]).images.keys.sorted()
        #expect(names == ["\(labelled.folder)/p/a.jpg", "https://pictures.test/a.jpg"])
        #expect(report.files == 1)
    }

    /// Gets pictures from a folder as if it was a web site.
    private struct FolderFetcher: SourceFetcher {
        let folder: String

        func fetch(_ address: String, to path: String, progress: FetchProgress?) async throws {
            let name = URL(string: address)?.lastPathComponent ?? ""
            try FileManager.default.copyItem(atPath: "\(folder)/\(name)", toPath: path)
        }
    }

    @Test func `pictures of the network are fetched to be copied, and where only they tell their size`() async throws {
        let text = LabelledTable.annotations([LabelledTable.rectangle("a", 0, 0, 50, 50, size: nil)])
        let labelled = try await LabelledTable([("https://pictures.test/a.png", text, nil)])
        let store = try Store.open(
            at: "\(labelled.folder)/store",
            fetcher: FolderFetcher(folder: "\(labelled.folder)/p")
        )
        _ = try await store.exportCOCO(try await store.table("t"), to: labelled.target)
        let datasets: [String: COCODataset] = try labelled.read("coco", labelled.target)
        #expect(datasets["train"]?.images == ["a.png": [33, 17, 33, 17]])
        var options = AnnotationExportOptions()
        options.media = .reference
        options.ifExists = .replace
        _ = try await store.exportCOCO(try await store.table("t"), to: labelled.target, options: options)
        let others: [String: COCODataset] = try labelled.read("coco", labelled.target)
        #expect(others["train"]?.images == ["https://pictures.test/a.png": [33, 17, 0, 0]])
    }
}
