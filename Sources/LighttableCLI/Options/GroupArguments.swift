import ArgumentParser
import Lighttable

/// How rows are put into groups.
struct GroupArguments: ParsableArguments, Sendable {
    @Option(help: ArgumentHelp("A row for each group of equal values of these.", valueName: "a,b"))
    var groupBy: String?

    @Option(
        help: ArgumentHelp("What is computed for each group, or for all rows.", valueName: "count() AS n")
    )
    var aggregate: String?

    @Option(help: ArgumentHelp("Only groups for which this is true.", valueName: "expr"))
    var having: String?

    /// Whether groups are wanted.
    var isGiven: Bool { groupBy != nil || aggregate != nil }

    mutating func validate() throws {
        if having != nil, !isGiven { throw ValidationError("--having is for groups; say which, with --group-by") }
    }

    /// The groups; the order, offset and number asked for are those of groups.
    func query(on table: Table, _ rows: RowArguments) throws -> GroupedQuery {
        if rows.select != nil {
            throw ValidationError("--select is not for groups, which have what --group-by and --aggregate say")
        }
        let keys = try groupBy.map { try RowArguments.selections($0, of: table) } ?? []
        let aggregations = try aggregate.map { try Aggregation.list($0) } ?? []
        var groups = try rows.rows(of: table).group(by: keys, aggregations)
        if let having { groups = groups.having(try Expression(having)) }
        if let orderBy = rows.orderBy {
            let names = Set(keys.map(\.name) + aggregations.map(\.name))
            groups = groups.order(by: try SortList(orderBy, knowing: names).keys)
        }
        return rows.offset.map { groups.offset($0) } ?? groups
    }
}
