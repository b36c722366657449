import Foundation

/// How versions that are no longer kept leave.
public enum Retention {
    /// The environment variable that sets ``safetyWindow``, in seconds.
    public static let variable = "LIGHTTABLE_RETENTION_SAFETY_WINDOW"

    /// How long files that no kept version needs stay on the disk, for readers and writers in flight.
    ///
    /// By default what the environment says. `nil` leaves it to `retention_safety_window` in the `config.toml` of the
    /// store, and without that it is an hour.
    @TaskLocal public static var safetyWindow = configured(ProcessInfo.processInfo.environment)

    /// The window that an environment names; `nil` when it names none, or something other than a number of seconds.
    static func configured(_ environment: [String: String]) -> Duration? {
        environment[variable].flatMap(Double.init).flatMap(window)
    }

    /// Checks that an environment names a window, or none at all.
    ///
    /// - Throws: A ``LighttableError`` of code `invalidOption`.
    static func check(_ environment: [String: String]) throws {
        guard let text = environment[variable], !text.isEmpty, configured(environment) == nil else { return }
        throw LighttableError(
            .invalidOption,
            "\(variable) is '\(text.shortened)'; it is to be a number of seconds, such as 3600"
        )
    }

    /// A window of so many seconds; `nil` when there cannot be one.
    static func window(seconds: Double) -> Duration? {
        (0..<1e12).contains(seconds) ? .seconds(seconds) : nil
    }

    /// The window in milliseconds.
    static func safetyMilliseconds(in store: Store?) -> Int64 {
        let window = safetyWindow ?? store?.settings.retentionSafetyWindow ?? .seconds(3600)
        let (seconds, attoseconds) = window.components
        return seconds * 1000 + attoseconds / 1_000_000_000_000_000
    }
}

extension Table {
    /// How long files that no kept version needs stay on the disk, in milliseconds.
    var safetyMilliseconds: Int64 { Retention.safetyMilliseconds(in: store) }
}
