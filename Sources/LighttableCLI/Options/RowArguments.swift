import ArgumentParser
import Lighttable

/// Which rows and columns of a table are wanted.
struct RowArguments: ParsableArguments, Sendable {
    @Option(name: .customLong("where"), help: ArgumentHelp("Only rows for which this is true.", valueName: "expr"))
    var filter: String?

    @Option(help: ArgumentHelp("Only these columns, in this order.", valueName: "a,b"))
    var select: NameList?

    @Option(help: ArgumentHelp("The order of rows: columns, with desc for the largest first.", valueName: "a,b"))
    var orderBy: SortList?

    func query(on table: Table) throws -> Query {
        var query = table.query()
        if let filter { query = query.where(try Expression(filter)) }
        if let select { query = query.select(select.names) }
        if let orderBy { query = query.order(by: orderBy.keys) }
        return query
    }
}
