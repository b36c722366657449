import Foundation
import Lighttable

/// A part of a picture that people labelled.
struct Region: Sendable, Equatable {
    /// Its form; lengths are percents of the picture's width or height, as Label Studio has them.
    enum Form: Sendable, Equatable {
        /// A rectangle by its upper left corner, about which it is turned clockwise by an angle in degrees.
        case rectangle(x: Double, y: Double, width: Double, height: Double, rotation: Double)
        /// The points of an outline.
        case polygon([Point])
        /// An ellipse by its centre, about which it is turned clockwise by an angle in degrees.
        case ellipse(centre: Point, radiusX: Double, radiusY: Double, rotation: Double)
    }

    /// A place, from the upper left corner to the right and downwards.
    struct Point: Sendable, Equatable {
        var x: Double
        var y: Double
    }

    /// An upright rectangle by its upper left corner.
    struct Box: Sendable, Equatable {
        var x: Double
        var y: Double
        var width: Double
        var height: Double

        /// Whether anything is in it.
        var hasArea: Bool { width > 0 && height > 0 }

        /// Its corners, clockwise from the upper left one.
        var corners: [Point] {
            [(x, y), (x + width, y), (x + width, y + height), (x, y + height)].map { Point(x: $0.0, y: $0.1) }
        }
    }

    let label: String
    let form: Form

    /// So many points make an ellipse's outline.
    private static let ellipsePoints = 72

    /// Whether it has four corners.
    var isRectangle: Bool {
        if case .rectangle = form { true } else { false }
    }

    /// The points of its outline in pixels of a picture, in their order, each within the picture.
    func outline(in size: PictureSize) -> [Point] {
        let (width, height) = (Double(size.width), Double(size.height))
        return points(width, height).map { Point(x: min(max($0.x, 0), width), y: min(max($0.y, 0), height)) }
    }

    /// The smallest upright rectangle around it, in pixels of a picture.
    func box(in size: PictureSize) -> Box {
        let outline = outline(in: size)
        let (across, down) = (outline.map(\.x), outline.map(\.y))
        let (left, top) = (across.min() ?? 0, down.min() ?? 0)
        return Box(x: left, y: top, width: (across.max() ?? 0) - left, height: (down.max() ?? 0) - top)
    }

    private func points(_ width: Double, _ height: Double) -> [Point] {
        switch form {
        case .polygon(let points):
            return points.map { Point(x: $0.x / 100 * width, y: $0.y / 100 * height) }
        case .rectangle(let x, let y, let across, let down, let rotation):
            let corner = Point(x: x / 100 * width, y: y / 100 * height)
            let (across, down) = (across / 100 * width, down / 100 * height)
            let corners = [(0, 0), (across, 0), (across, down), (0, down)]
            return corners.map { Self.turned(Point(x: $0.0, y: $0.1), by: rotation, about: corner) }
        case .ellipse(let centre, let radiusX, let radiusY, let rotation):
            let centre = Point(x: centre.x / 100 * width, y: centre.y / 100 * height)
            let (radiusX, radiusY) = (radiusX / 100 * width, radiusY / 100 * height)
            return (0..<Self.ellipsePoints)
                .map { number in
                    let angle = 2 * Double.pi * Double(number) / Double(Self.ellipsePoints)
                    let point = Point(x: radiusX * cos(angle), y: radiusY * sin(angle))
                    return Self.turned(point, by: rotation, about: centre)
                }
        }
    }

    /// An offset from a place, turned about it, as a place.
    private static func turned(_ offset: Point, by degrees: Double, about place: Point) -> Point {
        guard degrees != 0 else { return Point(x: place.x + offset.x, y: place.y + offset.y) }
        let (sine, cosine) = (sin(degrees / 180 * .pi), cos(degrees / 180 * .pi))
        return Point(
            x: place.x + offset.x * cosine - offset.y * sine,
            y: place.y + offset.x * sine + offset.y * cosine
        )
    }
}
