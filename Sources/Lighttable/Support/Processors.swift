import Foundation

/// The processors that there are to work with.
package enum Processors {
    /// How many; asked for once, since finding out reads files on some systems.
    package static let count = ProcessInfo.processInfo.activeProcessorCount
}
