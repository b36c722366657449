/// Where the rows of a query come from.
enum QuerySource: Sendable {
    /// The query's table.
    case table
    /// Two queries whose rows are put side by side.
    indirect case join(Join)
}
