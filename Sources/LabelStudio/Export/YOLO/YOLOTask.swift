import Lighttable

/// What a YOLO dataset is for, which decides how regions are written (https://docs.ultralytics.com/datasets).
public enum YOLOTask: String, Sendable, CaseIterable {
    /// Bounding boxes, upright: class, centre, width and height.
    case detect
    /// Outlines: class and points.
    case segment
    /// Rectangles that may be turned: class and four corners.
    case obb
}

extension YOLOTask {
    /// The line for a region, its numbers being parts of the picture's width or height.
    func line(_ region: Region, _ number: Int, _ size: PictureSize) -> String {
        let (width, height) = (Double(size.width), Double(size.height))
        let box = region.box(in: size)
        let values: [Double] =
            switch self {
            case .detect:
                [
                    (box.x + box.width / 2) / width, (box.y + box.height / 2) / height, box.width / width,
                    box.height / height,
                ]
            case .segment: region.outline(in: size).flatMap { [$0.x / width, $0.y / height] }
            case .obb:
                (region.isRectangle ? region.outline(in: size) : box.corners).flatMap { [$0.x / width, $0.y / height] }
            }
        return ([String(number)] + values.map(Self.text)).joined(separator: " ") + "\n"
    }

    /// A number from 0 to 1 with six decimals.
    private static func text(_ value: Double) -> String {
        let millionths = Int((value * 1_000_000).rounded())
        let decimals = String(millionths % 1_000_000)
        return "\(millionths / 1_000_000)." + String(repeating: "0", count: 6 - decimals.count) + decimals
    }
}
