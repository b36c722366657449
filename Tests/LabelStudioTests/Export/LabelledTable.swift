import Columnar
import Foundation
import JSON
import LabelStudio
import Lighttable
import Testing

/// A table of pictures with annotations, and other programs that look at what is exported of it.
final class LabelledTable {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../..").standardizedFileURL

    let folder: String
    let store: Store
    let table: Table

    /// - Parameter rows: A picture's name, `nil` for none; its annotations as text; its split.
    /// - Throws: When the table cannot be made.
    init(_ rows: [(photo: String?, annotations: String?, part: String?)]) async throws {
        folder = FileManager.default.temporaryDirectory.path + "/lighttable-labelled-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: "\(folder)/p", withIntermediateDirectories: true)
        try Self.run("pictures", "\(folder)/p")
        store = try Store.open(at: "\(folder)/store")
        let created = try await store.createTable(
            "t",
            columns: [Column("photo", .image), Column("annotations", .json), Column("part", .string)]
        )
        let place = folder
        try await created.insert(
            rows.map { row in
                let uri = row.photo.map { $0.contains("://") ? $0 : URL(filePath: "\(place)/p/\($0)").absoluteString }
                return [
                    "photo": uri.map(Value.string) ?? .null, "annotations": row.annotations.map(Value.string) ?? .null,
                    "part": row.part.map(Value.string) ?? .null,
                ]
            }
        )
        table = try await store.table("t")
        try? FileManager.default.removeItem(atPath: "\(folder)/p/gone.jpg")
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    var target: String { "\(folder)/out" }

    /// What the script beside this file says.
    func read<Document: Decodable>(_ verb: String, _ folder: String, environment: String = "readers") throws -> Document
    {
        try JSONDecoder().decode(Document.self, from: try Self.run(verb, folder, environment: environment))
    }

    @discardableResult
    private static func run(_ verb: String, _ folder: String, environment: String = "readers") throws -> Data {
        let process = Process()
        process.executableURL = root.appending(path: ".deps/\(environment)/bin/python")
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "annotations.py")
        process.arguments = ["-B", script.path, verb, folder]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return data
    }

    /// Annotations of one person with some results.
    static func annotations(_ results: [JSONValue]) -> String {
        JSONValue.array([["id": 1, "result": .array(results)]]).text(.compact)
    }

    /// A labelled rectangle.
    static func rectangle(
        _ label: String,
        _ x: Double,
        _ y: Double,
        _ width: Double,
        _ height: Double,
        rotation: Double = 0,
        size: (width: Int, height: Int)? = (640, 480)
    ) -> JSONValue {
        let value: JSONValue = [
            "x": JSONValue(x), "y": JSONValue(y), "width": JSONValue(width), "height": JSONValue(height),
            "rotation": JSONValue(rotation), "rectanglelabels": [.string(label)],
        ]
        return result("rectanglelabels", value, size)
    }

    /// A labelled polygon.
    static func polygon(_ label: String, _ points: [(Double, Double)], size: (Int, Int)? = (640, 480)) -> JSONValue {
        let points = points.map { JSONValue.array([JSONValue($0.0), JSONValue($0.1)]) }
        return result("polygonlabels", ["points": .array(points), "polygonlabels": [.string(label)]], size)
    }

    /// An item of a result.
    static func result(_ type: String, _ value: JSONValue, _ size: (Int, Int)? = (640, 480)) -> JSONValue {
        var members: JSONObject = [
            "id": .string(UUID().uuidString), "type": .string(type), "to_name": "img", "value": value,
            "from_name": .string(type == "polygonlabels" ? "p" : "r"),
        ]
        if let size {
            members["original_width"] = .int(size.0)
            members["original_height"] = .int(size.1)
        }
        return .object(members)
    }
}
