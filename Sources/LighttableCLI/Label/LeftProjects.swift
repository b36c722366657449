import JSON
import LabelStudio
import Lighttable

/// The Label Studio projects that stay on their server when their tables go, and that no table follows any more then.
struct LeftProjects {
    private static let named = 3

    let addresses: [String]

    init(of tables: [Table]) async throws {
        var addresses: [String] = []
        for table in tables { addresses += try await table.labelStudioProjects(server: nil).map { "\($0.url)" } }
        self.addresses = addresses
    }

    /// What follows the name of what goes; empty without projects.
    var clause: String {
        guard !addresses.isEmpty else { return "" }
        let rest = addresses.count - Self.named
        let names = addresses.prefix(Self.named).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
        return "; \(names) will stay (label unlink)"
    }

    var json: JSONValue { .array(addresses.map(JSONValue.string)) }
}
