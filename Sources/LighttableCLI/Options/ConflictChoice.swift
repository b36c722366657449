import ArgumentParser
import LabelStudio

/// Whose annotations stay where both sides changed them.
enum ConflictChoice: String, ExpressibleByArgument, CaseIterable, Sendable {
    case server
    case local
    case error

    var policy: ConflictPolicy {
        switch self {
        case .server: .serverWins
        case .local: .localWins
        case .error: .error
        }
    }
}
