import ArgumentParser
import Lighttable

/// What a row does for which the expression of a computed column fails.
enum FailureChoice: String, ExpressibleByArgument, CaseIterable, Sendable {
    case abort
    case ignore

    var policy: ComputedColumn.FailurePolicy {
        switch self {
        case .abort: .abort
        case .ignore: .ignore
        }
    }
}
