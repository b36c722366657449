import JSON
import Lighttable

/// A region of a picture in pixels, as COCO and the simple form of pre-annotations have it.
struct RegionDocument {
    let members: JSONObject

    /// Coordinates are rounded to a thousandth of a pixel.
    init(_ form: Region.Form, in size: PictureSize) {
        let region = Region(label: "", form: form)
        let (width, height) = (Double(size.width) / 100, Double(size.height) / 100)
        switch form {
        case .rectangle(let x, let y, let across, let down, let rotation):
            let box = Self.numbers([x * width, y * height, across * width, down * height])
            members = rotation == 0 ? ["bbox": box] : ["bbox": box, "rotation": Self.number(rotation)]
        case .polygon(let points):
            let outline = Self.numbers(points.flatMap { [$0.x * width, $0.y * height] })
            members = ["bbox": Self.box(of: region, size), "segmentation": [outline]]
        case .ellipse(let centre, let radiusX, let radiusY, let rotation):
            members = [
                "bbox": Self.box(of: region, size), "center": Self.numbers([centre.x * width, centre.y * height]),
                "radius": Self.numbers([radiusX * width, radiusY * height]), "rotation": Self.number(rotation),
            ]
        }
    }

    private static func box(of region: Region, _ size: PictureSize) -> JSONValue {
        let box = region.box(in: size)
        return numbers([box.x, box.y, box.width, box.height])
    }

    private static func numbers(_ numbers: [Double]) -> JSONValue { .array(numbers.map(number)) }

    private static func number(_ number: Double) -> JSONValue { JSONValue((number * 1000).rounded() / 1000) }
}
