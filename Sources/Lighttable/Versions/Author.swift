import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Whom the history names as the maker of versions.
///
/// ```swift
/// try await Author.$name.withValue("anna") { _ = try await films.delete(where: films["id"] == 7) }
/// ```
public enum Author {
    /// The environment variable that sets ``name``.
    public static let variable = "LIGHTTABLE_USER"

    /// The name; `nil` names nobody.
    ///
    /// The one of the environment, else the one of the user whom the process belongs to.
    @TaskLocal public static var name = configured(ProcessInfo.processInfo.environment) ?? processUser

    /// The name that an environment gives; `nil` when it gives none.
    static func configured(_ environment: [String: String]) -> String? {
        let name = environment[variable]?.trimmingCharacters(in: .whitespacesAndNewlines)
        return name?.isEmpty == false ? name : nil
    }

    /// The user's name in the system; `nil` for a user who has none, as in some containers.
    private static var processUser: String? {
        guard let name = getpwuid(geteuid())?.pointee.pw_name else { return nil }
        return String(cString: name)
    }
}
