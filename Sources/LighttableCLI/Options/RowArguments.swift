import ArgumentParser
import Lighttable

/// Which rows and columns of a table are wanted.
struct RowArguments: ParsableArguments, Sendable {
    @Option(name: .customLong("where"), help: ArgumentHelp("Only rows for which this is true.", valueName: "expr"))
    var filter: String?

    @Option(help: ArgumentHelp("These columns and expressions, in this order.", valueName: "a,b*2 AS c"))
    var select: String?

    @Option(
        help: ArgumentHelp("The order of rows: columns and expressions, with DESC, NULLS FIRST.", valueName: "a,b")
    )
    var orderBy: String?

    @Option(help: ArgumentHelp("Leave out so many of the first rows.", valueName: "n"))
    var offset: Int?

    @Option(help: ArgumentHelp("So many rows by chance, or such a part of them.", valueName: "n|n%"))
    var sample: SampleSize?

    @Option(help: ArgumentHelp("Another number takes another sample; default: 0.", valueName: "n"))
    var seed: UInt64?

    mutating func validate() throws {
        if let offset, offset < 0 { throw ValidationError("--offset cannot be negative") }
        if seed != nil, sample == nil { throw ValidationError("--seed is for --sample; say how many rows") }
    }

    func query(on table: Table) throws -> Query {
        var query = try rows(of: table)
        if let orderBy {
            let names = Set(table.readableColumns.map(\.name) + (query.selection ?? []).map(\.name))
            query = query.order(by: try SortList(orderBy, knowing: names).keys)
        }
        return offset.map { query.offset($0) } ?? query
    }

    /// The rows in the table's order, from the first on.
    func rows(of table: Table) throws -> Query {
        let query = try Self.query(on: table, filter: filter, select: select)
        switch sample {
        case .rows(let rows): return query.sample(rows, seed: seed ?? 0)
        case .fraction(let fraction): return query.sample(fraction: fraction, seed: seed ?? 0)
        case nil: return query
        }
    }

    static func query(on table: Table, filter: String?, select: String?) throws -> Query {
        var query = table.query()
        if let filter { query = query.where(try Expression(filter)) }
        if let select { query = query.select(try selections(select, of: table)) }
        return query
    }

    /// Columns by their names as they are, however odd, or else expressions.
    static func selections(_ text: String, of table: Table) throws -> [Selection] {
        let known = Set(table.columns.map(\.name))
        if let names = NameList(argument: text)?.names, names.allSatisfy(known.contains) {
            return names.map { Selection($0) }
        }
        return try Selection.list(text)
    }
}
