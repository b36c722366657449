import Foundation
import JSON
import Lighttable

/// Reads the labelled regions of pictures from the annotations of a row
/// (https://labelstud.io/guide/task_format#Label-Studio-JSON-format-of-annotated-tasks).
struct RegionReader: Sendable {
    /// What a row's annotations say about one picture.
    struct Findings: Sendable {
        /// Whether somebody labelled it, be it with nothing.
        var isLabelled = false
        var regions: [Region] = []
        /// The picture's size, where a region tells.
        var size: PictureSize?
        /// The names of the objects that the regions are of, as the label config has them.
        var objects: Set<String> = []
        /// Regions that have no place in an export, by what they are.
        var skipped: [String: Int] = [:]
    }

    private static let forms: Set = ["rectangle", "polygon", "ellipse"]
    /// Regions of pictures that have no outline.
    private static let others: Set = ["brush", "bitmask", "keypoint", "vector", "magicwand", "videorectangle"]

    /// Which of several annotations of a row count.
    let choice: AnnotationExportOptions.Choice
    /// The object whose regions count; `nil` for all.
    let object: String?

    /// The findings of one cell.
    ///
    /// - Parameter text: The annotations as a sync wrote them, or results alone.
    /// - Returns: What they say.
    /// - Throws: What is wrong with the text, fit to follow the column's name.
    func findings(in text: String) throws(Annotation.Malformation) -> Findings {
        let annotations = try Annotation.list(text)
        var findings = Findings()
        for annotation in choice == .all ? annotations.finished : [annotations.newest].compactMap(\.self) {
            findings.isLabelled = true
            try read(annotation.results, into: &findings)
        }
        return findings
    }

    private func read(_ results: [JSONValue], into findings: inout Findings) throws(Annotation.Malformation) {
        for result in results {
            guard let type = result["type"]?.stringValue, result["value"] != nil else { continue }
            let form = Self.form(of: type)
            let isOutline = Self.forms.contains(form)
            guard isOutline || Self.others.contains(form) else { continue }
            let target = result["to_name"]?.stringValue ?? ""
            guard object == nil || object == target else { continue }
            guard isOutline else {
                findings.skipped[type, default: 0] += 1
                continue
            }
            findings.objects.insert(target)
            findings.size = findings.size ?? Self.size(of: result)
            guard let outline = try Self.outline(of: result) else { continue }
            let labels = ResultText.labels(of: result, among: results)
            if labels.isEmpty { findings.skipped["\(form) without a label", default: 0] += 1 }
            findings.regions += labels.map { Region(label: $0, form: outline) }
        }
    }

    private static func form(of type: String) -> String {
        type.hasSuffix("labels") ? String(type.dropLast("labels".count)) : type
    }

    /// The outline of a result; `nil` for one that has none.
    ///
    /// - Throws: What is wrong with it.
    static func outline(of result: JSONValue) throws(Annotation.Malformation) -> Region.Form? {
        guard let type = result["type"]?.stringValue, let value = result["value"] else { return nil }
        let form = form(of: type)
        return forms.contains(form) ? try outline(form, value) : nil
    }

    /// The size of the picture that a result is of, where it tells.
    static func size(of result: JSONValue) -> PictureSize? {
        guard let width = result["original_width"]?.intValue, let height = result["original_height"]?.intValue,
            width > 0, height > 0
        else { return nil }
        return PictureSize(width: width, height: height)
    }

    private static func outline(_ form: String, _ value: JSONValue) throws(Annotation.Malformation) -> Region.Form {
        func number(_ key: String) throws(Annotation.Malformation) -> Double {
            guard let number = value[key]?.doubleValue, number.isFinite else {
                throw Annotation.Malformation(reason: "has a \(form) without the number '\(key)'")
            }
            return number
        }
        let rotation = value["rotation"]?.doubleValue ?? 0
        switch form {
        case "rectangle":
            return .rectangle(
                x: try number("x"),
                y: try number("y"),
                width: try number("width"),
                height: try number("height"),
                rotation: rotation
            )
        case "ellipse":
            return .ellipse(
                centre: .init(x: try number("x"), y: try number("y")),
                radiusX: try number("radiusX"),
                radiusY: try number("radiusY"),
                rotation: rotation
            )
        default:
            let points = (value["points"]?.arrayValue ?? [])
                .compactMap { point -> Region.Point? in
                    guard let pair = point.arrayValue, pair.count == 2, let x = pair[0].doubleValue,
                        let y = pair[1].doubleValue
                    else { return nil }
                    return Region.Point(x: x, y: y)
                }
            guard points.count >= 3 else {
                throw Annotation.Malformation(reason: "has a polygon of fewer than three points")
            }
            return .polygon(points)
        }
    }
}
