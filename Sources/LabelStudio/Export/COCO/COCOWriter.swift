import Foundation
import JSON
import Lighttable

/// Writes the annotation file of one split (https://cocodataset.org/#format-data).
///
/// Pictures and regions are lists of their own in the file; the regions wait in a second one.
struct COCOWriter {
    private let path: String
    private let pictures: FileHandle
    private let regions: FileHandle
    private let categories: [String: Int]
    private var counts = (pictures: 0, regions: 0)

    private var regionsPath: String { "\(path).regions" }

    /// - Parameters:
    ///   - path: The file to make.
    ///   - classes: In the order of their numbers, from 1 on: 0 is the background to many programs.
    ///   - description: What the annotations are of.
    /// - Throws: When the file cannot be written.
    init(path: String, classes: [String], description: String) throws {
        self.path = path
        categories = Dictionary(uniqueKeysWithValues: zip(classes, 1...))
        pictures = try Self.create(path)
        regions = try Self.create("\(path).regions")
        let info: JSONValue = ["description": .string(description)]
        let entries = zip(classes, 1...)
            .map { name, number -> JSONValue in
                ["id": .int(number), "name": .string(name), "supercategory": ""]
            }
        let head = "\"info\":\(info.text(.compact)),\"licenses\":[],\"categories\":"
        try write("{\(head)\(JSONValue.array(entries).text(.compact)),\"images\":[", to: pictures)
    }

    /// Adds a picture with its regions.
    ///
    /// - Parameters:
    ///   - picture: The picture.
    ///   - name: The name of its file below the folder of the split, or its path or address.
    /// - Throws: When the file cannot be written.
    mutating func add(_ picture: AnnotatedPicture, name: String) throws {
        counts.pictures += 1
        var entry: JSONObject = [
            "id": .int(counts.pictures), "width": .int(picture.size.width), "height": .int(picture.size.height),
            "file_name": .string(name),
        ]
        if picture.uri.hasPrefix("http") { entry["coco_url"] = .string(picture.uri) }
        try write(item(.object(entry), number: counts.pictures), to: pictures)
        for region in picture.regions { try add(region, picture.size) }
    }

    /// Ends the file.
    ///
    /// - Returns: Its size in bytes.
    /// - Throws: When the file cannot be written.
    mutating func finish() throws -> Int {
        try regions.close()
        try write("\n],\"annotations\":[", to: pictures)
        let written = try FileHandle(forReadingFrom: URL(filePath: regionsPath))
        while let some = try written.read(upToCount: 1 << 20), !some.isEmpty { try pictures.write(contentsOf: some) }
        try written.close()
        try write("\n]}\n", to: pictures)
        let size = try pictures.offset()
        try pictures.close()
        try FileManager.default.removeItem(atPath: regionsPath)
        return Int(size)
    }

    private mutating func add(_ region: Region, _ size: PictureSize) throws {
        counts.regions += 1
        let (outline, box) = (region.outline(in: size), region.box(in: size))
        let entry: JSONValue = [
            "id": .int(counts.regions), "image_id": .int(counts.pictures),
            "category_id": .int(categories[region.label] ?? 0), "iscrowd": 0, "area": number(Self.area(of: outline)),
            "bbox": .array([box.x, box.y, box.width, box.height].map(number)),
            "segmentation": .array([.array(outline.flatMap { [number($0.x), number($0.y)] })]),
        ]
        try write(item(entry, number: counts.regions), to: regions)
    }

    /// Thousandths of a pixel are as much as anybody draws.
    private func number(_ value: Double) -> JSONValue { JSONValue((value * 1000).rounded() / 1000) }

    private func item(_ value: JSONValue, number: Int) -> String {
        (number == 1 ? "\n" : ",\n") + value.text(.compact)
    }

    private func write(_ text: String, to file: FileHandle) throws { try file.write(contentsOf: Data(text.utf8)) }

    private static func create(_ path: String) throws -> FileHandle {
        try Data().write(to: URL(filePath: path))
        return try FileHandle(forWritingTo: URL(filePath: path))
    }

    /// The area within an outline, by the shoelace formula.
    private static func area(of outline: [Region.Point]) -> Double {
        zip(outline, outline.dropFirst() + outline.prefix(1)).map { $0.x * $1.y - $1.x * $0.y }.reduce(0, +).magnitude
            / 2
    }
}
