import Foundation

/// How versions that are no longer kept leave.
public enum Retention {
    /// The environment variable that sets ``safetyWindow``, in seconds.
    public static let variable = "LIGHTTABLE_RETENTION_SAFETY_WINDOW"

    /// How long files that no kept version needs stay on the disk, for readers and writers in flight.
    ///
    /// An hour, unless the environment says otherwise.
    @TaskLocal public static var safetyWindow = configured(ProcessInfo.processInfo.environment) ?? .seconds(3600)

    /// The window that an environment names; `nil` when it names none, or something other than a number of seconds.
    static func configured(_ environment: [String: String]) -> Duration? {
        guard let seconds = environment[variable].flatMap(Double.init), seconds >= 0, seconds < 1e12 else { return nil }
        return .seconds(seconds)
    }

    /// The window in milliseconds.
    static var safetyMilliseconds: Int64 {
        let (seconds, attoseconds) = safetyWindow.components
        return seconds * 1000 + attoseconds / 1_000_000_000_000_000
    }
}
