import Foundation
import TOMLKit

/// What a store's configuration file says about its tables.
struct StoreSettings: Sendable {
    /// See ``Retention/safetyWindow``.
    var retentionSafetyWindow: Duration?
    /// Functions that programs and servers compute.
    var functions: [OutsideFunction] = []

    /// Settings that say nothing.
    init() {}

    /// Reads the file of a store; none says nothing.
    ///
    /// - Throws: A ``LighttableError``: `malformedFile`, or `invalidOption` for a setting that makes no sense or stands
    ///   where nobody would look for it.
    init(of store: String) throws {
        let file = ConfigurationFile.path(in: store)
        guard let root = try ConfigurationFile.read(file) else { return }
        functions = try OutsideFunction.all(in: root, of: file)
        let name = Self.windowName
        for section in root.keys where root[section]?.table?.contains(key: name) == true {
            throw Self.invalid(
                "`\(name)` stands under [\(section)] and would be overlooked; write it above the first section",
                file
            )
        }
        guard let value = root[name] else { return }
        let seconds = value.int.map(Double.init) ?? value.double
        guard let window = seconds.flatMap(Retention.window) else {
            throw Self.invalid("`\(name)` is to be a number of seconds, such as 3600", file)
        }
        retentionSafetyWindow = window
    }

    private static let windowName = "retention_safety_window"

    private static func invalid(_ message: String, _ file: String) -> LighttableError {
        LighttableError(.invalidOption, message, at: .init(file: file))
    }
}
