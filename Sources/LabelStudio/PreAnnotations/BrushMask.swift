import Foundation
import JSON
import Lighttable

/// A mask as a brush paints it: one byte for each of red, green, blue and opacity of every pixel, packed in runs
/// (https://github.com/thi-ng/umbrella/tree/develop/packages/rle-pack).
struct BrushMask {
    /// How many bits the lengths of runs have, by the two bits that say which.
    private static let lengthBits = [3, 4, 8, 16]

    /// The value of a result, without labels.
    let value: JSONObject

    /// The mask of an item: packed bytes as they are (`rle`), or a picture (`mask`) whose pixels above 0 are painted.
    init(_ item: JSONValue, size: PictureSize) throws {
        if let packed = item["rle"]?.arrayValue {
            guard packed.allSatisfy({ $0.intValue.map { (0...255).contains($0) } == true }) else {
                throw PreAnnotationError("has an \"rle\" that is no list of bytes")
            }
            value = ["format": "rle", "rle": .array(packed)]
            return
        }
        guard let mask = item["mask"]?.stringValue else {
            throw PreAnnotationError("has an item without \"mask\" or \"rle\"")
        }
        let pixels = try Self.pixels(of: mask)
        guard pixels.size == size else {
            throw PreAnnotationError(
                "has a mask of \(pixels.size.width) x \(pixels.size.height) pixels for a picture of "
                    + "\(size.width) x \(size.height)"
            )
        }
        value = ["format": "rle", "rle": .array(Self.packed(pixels.levels).map { .int(Int($0)) })]
    }

    private static func pixels(of mask: String) throws -> PicturePixels {
        do {
            guard mask.hasPrefix("data:") else {
                return try PicturePixels(ofFile: (try? MediaReference(mask))?.localPath ?? mask)
            }
            guard let comma = mask.firstIndex(of: ","), mask[..<comma].hasSuffix(";base64"),
                let data = Data(base64Encoded: String(mask[mask.index(after: comma)...]))
            else { throw PreAnnotationError("has a \"mask\" whose data are not base64") }
            let path = FileManager.default.temporaryDirectory.appending(path: "lighttable-mask-\(UUID().uuidString)")
            defer { try? FileManager.default.removeItem(at: path) }
            try data.write(to: path)
            return try PicturePixels(ofFile: path.path(percentEncoded: false))
        } catch let error as LighttableError {
            throw PreAnnotationError("has a \"mask\" that cannot be read: \(error)")
        }
    }

    /// Packs pixels, each as four bytes of 0 or 255.
    static func packed(_ levels: [UInt8]) -> [UInt8] {
        var bits = BitWriter()
        bits.write(levels.count * 4, count: 32)
        bits.write(7, count: 5)
        for length in lengthBits { bits.write(length - 1, count: 4) }
        var start = 0
        while start < levels.count {
            let isPainted = levels[start] > 0
            let end = levels[start...].firstIndex { ($0 > 0) != isPainted } ?? levels.count
            var rest = (end - start) * 4
            while rest > 0 {
                let run = min(rest, 1 << 16)
                let which = lengthBits.firstIndex { run <= 1 << $0 } ?? lengthBits.count - 1
                bits.write(1, count: 1)
                bits.write(which, count: 2)
                bits.write(run - 1, count: lengthBits[which])
                bits.write(isPainted ? 255 : 0, count: 8)
                rest -= run
            }
            start = end
        }
        return bits.bytes
    }
}
