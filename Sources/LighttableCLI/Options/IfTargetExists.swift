import ArgumentParser

/// What an export does when its target exists.
enum IfTargetExists: String, ExpressibleByArgument, CaseIterable, Sendable {
    case error
    case replace
}
