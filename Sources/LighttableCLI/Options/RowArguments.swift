import ArgumentParser
import Lighttable

/// Which rows and columns of a table are wanted.
struct RowArguments: ParsableArguments, Sendable {
    @Option(name: .customLong("where"), help: ArgumentHelp("Only rows for which this is true.", valueName: "expr"))
    var filter: String?

    @Option(help: ArgumentHelp("These columns and expressions, in this order.", valueName: "a,b*2 AS c"))
    var select: String?

    @Option(help: ArgumentHelp("The order of rows: columns, with desc for the largest first.", valueName: "a,b"))
    var orderBy: SortList?

    func query(on table: Table) throws -> Query {
        let query = try Self.query(on: table, filter: filter, select: select)
        return orderBy.map { query.order(by: $0.keys) } ?? query
    }

    static func query(on table: Table, filter: String?, select: String?) throws -> Query {
        var query = table.query()
        if let filter { query = query.where(try Expression(filter)) }
        if let select { query = query.select(try selections(select, of: table)) }
        return query
    }

    /// Columns by their names as they are, however odd, or else expressions.
    private static func selections(_ text: String, of table: Table) throws -> [Selection] {
        let known = Set(table.columns.map(\.name))
        if let names = NameList(argument: text)?.names, names.allSatisfy(known.contains) {
            return names.map { Selection($0) }
        }
        return try Selection.list(text)
    }
}
