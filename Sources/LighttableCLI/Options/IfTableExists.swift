import ArgumentParser
import Lighttable

/// What an import does when its table exists.
enum IfTableExists: String, ExpressibleByArgument, CaseIterable, Sendable {
    case error
    case ignore
    case replace

    var option: ImportOptions.ExistingTable {
        switch self {
        case .error: .error
        case .ignore: .ignore
        case .replace: .replace
        }
    }
}
