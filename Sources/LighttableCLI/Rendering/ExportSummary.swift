import JSON

/// What an export reports.
protocol ExportSummary: Sendable {
    /// For programs.
    var json: JSONValue { get }
    /// For people.
    var lines: [String] { get }
}
