import ArgumentParser
import Lighttable

/// When media of an import are looked at.
enum MediaCheckTime: String, ExpressibleByArgument, CaseIterable, Sendable {
    case onWrite = "on-write"
    case full
    case onRead = "on-read"

    var option: MediaValidation {
        switch self {
        case .onWrite: .onWrite
        case .full: .full
        case .onRead: .onRead
        }
    }
}
