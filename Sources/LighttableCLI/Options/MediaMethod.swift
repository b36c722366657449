import ArgumentParser
import LabelStudio

/// How media reach Label Studio.
enum MediaMethod: String, ExpressibleByArgument, CaseIterable, Sendable {
    case post
    case file
    case url

    var method: MediaImportMethod {
        switch self {
        case .post: .post
        case .file: .file
        case .url: .url
        }
    }
}
