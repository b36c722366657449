import ArgumentParser
import Lighttable

/// What an export does when its target exists.
enum IfTargetExists: String, ExpressibleByArgument, CaseIterable, Sendable {
    case error
    case replace
}

extension IfTargetExists {
    var option: ExistingTarget { self == .replace ? .replace : .error }
}
