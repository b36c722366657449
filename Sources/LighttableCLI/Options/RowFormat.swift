import ArgumentParser

/// How `show` prints rows.
enum RowFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
    case table
    case json
    case jsonl
}
