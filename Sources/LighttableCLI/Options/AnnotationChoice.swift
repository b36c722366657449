import ArgumentParser
import LabelStudio

/// Which of several annotations of a row count.
enum AnnotationChoice: String, ExpressibleByArgument, CaseIterable, Sendable {
    case newest
    case all

    var option: AnnotationExportOptions.Choice {
        switch self {
        case .newest: .newest
        case .all: .all
        }
    }
}
