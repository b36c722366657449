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
    func findings(in text: String) throws(Malformation) -> Findings {
        guard let document = try? JSONValue(parsing: text), let items = document.arrayValue else {
            throw Malformation(reason: "has no list of annotations")
        }
        var findings = Findings()
        for results in try chosen(items) {
            findings.isLabelled = true
            try read(results, into: &findings)
        }
        return findings
    }

    /// Why a cell cannot be read.
    struct Malformation: Error {
        let reason: String
    }

    /// The results of the annotations that count.
    private func chosen(_ items: [JSONValue]) throws(Malformation) -> [[JSONValue]] {
        guard items.allSatisfy({ $0["result"]?.arrayValue != nil }) else {
            guard items.allSatisfy({ $0["type"]?.stringValue != nil && $0["value"] != nil }) else {
                throw Malformation(reason: "has something else than Label Studio's annotations")
            }
            return [items]
        }
        let finished = items.filter { $0["was_cancelled"]?.boolValue != true }
        let some = choice == .all ? finished : [finished.max(by: Self.countsLess)].compactMap(\.self)
        return some.compactMap { $0["result"]?.arrayValue }
    }

    /// The ground truth counts most, then what was changed last.
    private static func countsLess(_ first: JSONValue, _ second: JSONValue) -> Bool {
        func rank(_ annotation: JSONValue) -> (Int, String, Int) {
            let isTruth = annotation["ground_truth"]?.boolValue == true
            let time = annotation["updated_at"]?.stringValue ?? ""
            return (isTruth ? 1 : 0, time, annotation["id"]?.intValue ?? 0)
        }
        return rank(first) < rank(second)
    }

    private func read(_ results: [JSONValue], into findings: inout Findings) throws(Malformation) {
        for result in results {
            guard let type = result["type"]?.stringValue, let value = result["value"] else { continue }
            let form = type.hasSuffix("labels") ? String(type.dropLast("labels".count)) : type
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
            let outline = try Self.outline(form, value)
            let labels = Self.labels(of: result, type, among: results)
            if labels.isEmpty { findings.skipped["\(form) without a label", default: 0] += 1 }
            findings.regions += labels.map { Region(label: $0, form: outline) }
        }
    }

    private static func size(of result: JSONValue) -> PictureSize? {
        guard let width = result["original_width"]?.intValue, let height = result["original_height"]?.intValue,
            width > 0, height > 0
        else { return nil }
        return PictureSize(width: width, height: height)
    }

    /// The labels of a region, which another item of the same id may have.
    private static func labels(of result: JSONValue, _ type: String, among results: [JSONValue]) -> [String] {
        let own = strings(result["value"]?[type] ?? result["value"]?["labels"])
        guard own.isEmpty, let id = result["id"]?.stringValue else { return own }
        return results.lazy
            .filter { $0["id"]?.stringValue == id && $0["type"]?.stringValue?.hasSuffix("labels") == true }
            .map { strings($0["value"]?[$0["type"]?.stringValue ?? ""]) }.first { !$0.isEmpty } ?? []
    }

    private static func strings(_ value: JSONValue?) -> [String] {
        (value?.arrayValue ?? []).compactMap(\.stringValue)
    }

    private static func outline(_ form: String, _ value: JSONValue) throws(Malformation) -> Region.Form {
        func number(_ key: String) throws(Malformation) -> Double {
            guard let number = value[key]?.doubleValue, number.isFinite else {
                throw Malformation(reason: "has a \(form) without the number '\(key)'")
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
            guard points.count >= 3 else { throw Malformation(reason: "has a polygon of fewer than three points") }
            return .polygon(points)
        }
    }
}
