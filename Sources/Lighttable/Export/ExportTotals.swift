/// What an export wrote.
struct ExportTotals: Sendable {
    var files = 0
    var rows = 0
    var bytes = 0
}
