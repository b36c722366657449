import ArgumentParser
import LabelStudio

/// What a YOLO dataset is for.
enum YOLOTaskChoice: String, ExpressibleByArgument, CaseIterable, Sendable {
    case detect
    case segment
    case obb

    var option: YOLOTask {
        switch self {
        case .detect: .detect
        case .segment: .segment
        case .obb: .obb
        }
    }
}
