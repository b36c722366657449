import JSON
import Lighttable

extension SimpleForm {
    /// The regions of a picture, in pixels as in COCO (https://cocodataset.org/#format-data).
    func regions(_ value: JSONValue) throws -> [JSONValue] {
        let items = try items(value)
        guard !items.isEmpty else { return [] }
        let size = try size(value)
        let categories = Categories(value, of: control)
        var results: [JSONValue] = []
        for item in items {
            guard let labels = try labels(of: item, categories) else { continue }
            for var shape in try shapes(of: item, size) {
                if control.hasLabels { shape[control.type] = .array(labels.map(JSONValue.string)) }
                let frame: JSONObject = [
                    "original_width": .int(size.width), "original_height": .int(size.height), "image_rotation": 0,
                ]
                results.append(result(shape, results.count, score: item["score"], frame))
            }
        }
        return results
    }

    private func size(_ value: JSONValue) throws -> PictureSize {
        guard let image = value["image"], !image.isNull else { return try context.pictureSize() }
        guard let width = image["width"]?.intValue, let height = image["height"]?.intValue, width > 0, height > 0 else {
            throw PreAnnotationError("has an \"image\" without a \"width\" and a \"height\" above 0")
        }
        return PictureSize(width: width, height: height)
    }

    private func shapes(of item: JSONValue, _ size: PictureSize) throws -> [JSONObject] {
        switch control.type {
        case "rectanglelabels", "rectangle": [try box(item, size)]
        case "polygonlabels", "polygon": try polygons(item, size)
        case "keypointlabels", "keypoint": [try keypoint(item, size)]
        case "ellipselabels", "ellipse": [try ellipse(item, size)]
        default: [try BrushMask(item, size: size).value]
        }
    }

    private func box(_ item: JSONValue, _ size: PictureSize) throws -> JSONObject {
        let box = try numbers("bbox", of: item, count: 4)
        guard box[2] >= 0, box[3] >= 0 else {
            throw PreAnnotationError("has a \"bbox\" of less than no width or height")
        }
        return [
            "x": x(box[0], size), "y": y(box[1], size), "width": x(box[2], size), "height": y(box[3], size),
            "rotation": item["rotation"] ?? 0,
        ]
    }

    private func polygons(_ item: JSONValue, _ size: PictureSize) throws -> [JSONObject] {
        if item["points"] != nil { return [try polygon(try points(item["points"]), size)] }
        guard let outlines = item["segmentation"]?.arrayValue else {
            throw PreAnnotationError("has an item without \"segmentation\" or \"points\"")
        }
        return try outlines.map { outline in
            let flat = outline.arrayValue?.compactMap(\.doubleValue) ?? []
            guard flat.count >= 6, flat.count % 2 == 0 else {
                throw PreAnnotationError("has a \"segmentation\" that is no list of x and y of three points or more")
            }
            return try polygon(stride(from: 0, to: flat.count, by: 2).map { (flat[$0], flat[$0 + 1]) }, size)
        }
    }

    private func polygon(_ points: [(x: Double, y: Double)], _ size: PictureSize) throws -> JSONObject {
        guard points.count >= 3 else { throw PreAnnotationError("has a polygon of fewer than three points") }
        return ["points": .array(points.map { .array([x($0.x, size), y($0.y, size)]) }), "closed": true]
    }

    private func keypoint(_ item: JSONValue, _ size: PictureSize) throws -> JSONObject {
        let point =
            item["point"] == nil
            ? [try number("x", of: item), try number("y", of: item)]
            : try numbers("point", of: item, count: 2)
        return ["x": x(point[0], size), "y": y(point[1], size), "width": item["size"] ?? 0.5]
    }

    private func ellipse(_ item: JSONValue, _ size: PictureSize) throws -> JSONObject {
        let center = try numbers("center", of: item, count: 2)
        let radius = try numbers("radius", of: item, count: 2)
        return [
            "x": x(center[0], size), "y": y(center[1], size), "radiusX": x(radius[0], size),
            "radiusY": y(radius[1], size),
            "rotation": item["rotation"] ?? 0,
        ]
    }

    private func points(_ value: JSONValue?) throws -> [(x: Double, y: Double)] {
        try (value?.arrayValue ?? [])
            .map { point in
                let pair = point.arrayValue?.compactMap(\.doubleValue) ?? []
                guard pair.count == 2 else { throw PreAnnotationError("has \"points\" that are no pairs of x and y") }
                return (pair[0], pair[1])
            }
    }

    /// Pixels as percent of the picture.
    private func x(_ pixels: Double, _ size: PictureSize) -> JSONValue { JSONValue(pixels / Double(size.width) * 100) }

    private func y(_ pixels: Double, _ size: PictureSize) -> JSONValue { JSONValue(pixels / Double(size.height) * 100) }
}
