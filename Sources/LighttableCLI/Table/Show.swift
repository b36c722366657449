import ArgumentParser
import Columnar
import JSON
import Lighttable

/// The verb `lighttable show`.
struct Show: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Show rows of a table.",
        discussion: """
            Prints the first and last rows, 10 in all, fitted to the terminal. With --json or --format all rows are \
            printed, unless -n says otherwise. Terminals that can (Kitty, iTerm2, Sixel) show small pictures of media.

            Examples:
              lighttable show demo.films
              lighttable show demo.films -n 50 --select title,year --where "year > 2015"
              lighttable show demo.films@3 --format jsonl
              lighttable show demo.films --group-by rating --aggregate "count() AS films, median(year) AS year"
              lighttable show demo.films --where "year > 2015" --order-by title --explain
            """
    )

    @Argument(help: "The table; NAME@3 is an older version.")
    var table: String

    @Option(name: .customShort("n"), help: ArgumentHelp("How many rows.", valueName: "rows"))
    var limit: Int?

    @OptionGroup var rows: RowArguments

    @OptionGroup var groups: GroupArguments

    @Option(help: "How rows are printed.")
    var format: RowFormat?

    @Option(help: "How pictures are printed: as the terminal can, in one of these ways anywhere, or not.")
    var pictures = PictureChoice.auto

    @Flag(help: "Say how the rows would come about, and read none.")
    var explain = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    mutating func validate() throws {
        if let limit, limit < 0 { throw ValidationError("-n cannot be negative") }
        if global.json, format == .table { throw ValidationError("--json and --format table exclude each other") }
    }

    func run(in session: Session) async throws {
        let store = try session.openStore()
        let table = try await store.table(table)
        if groups.isGiven { return try await show(try groups.query(on: table, rows), of: table, in: store, session) }
        let query = try rows.query(on: table)
        if explain { return try tell(try limited(query).explain(), session) }
        switch layout(session) {
        case .json: try await print(limited(query), of: store, as: .array, session)
        case .jsonl: try await print(limited(query), of: store, as: .lines, session)
        case .table: try await print(table, query, of: store, showing: limit ?? .max, session)
        case nil: try await print(table, query, of: store, showing: limit ?? Self.usualRows, session)
        }
    }

    private static let usualRows = 10
}

extension Show {
    private func layout(_ session: Session) -> RowFormat? { format ?? (session.isJSON ? .json : nil) }

    private func show(_ groups: GroupedQuery, of table: Table, in store: Store, _ session: Session) async throws {
        let wanted = limit.map { groups.limit($0) } ?? groups
        if explain { return try tell(try wanted.explain(), session) }
        switch layout(session) {
        case .json: try session.document(.array(try await wanted.collect().map(json)))
        case .jsonl: for row in try await wanted.collect() { try session.out.line(json(row).text(.compact)) }
        case let layout:
            let most = limit ?? (layout == .table ? .max : Self.usualRows)
            let preview = RowPreview(try await groups.collect(), showing: most)
            try await print(table, preview, try groups.columns, "group", of: store, session)
        }
    }

    private func json(_ row: Row) throws -> JSONValue {
        var writer = JSONWriter()
        writer.row(row)
        return try JSONValue(parsing: writer.text)
    }

    private func tell(_ explanation: QueryExplanation, _ session: Session) throws {
        guard session.isJSON else { return try session.out.line(explanation.description) }
        try session.document(explanation.json)
    }

    private func limited(_ query: Query) -> Query { limit.map { query.limit($0) } ?? query }

    private func print(
        _ query: Query,
        of store: Store,
        as layout: JSONExportOptions.Layout,
        _ session: Session
    ) async throws {
        var options = JSONExportOptions()
        options.layout = layout
        try session.out.flush()
        _ = try await store.exportJSON(query, to: .descriptor(session.out.descriptor), options: options)
    }

    private func print(
        _ table: Table,
        _ query: Query,
        of store: Store,
        showing limit: Int,
        _ session: Session
    ) async throws {
        let preview = try await RowPreview(query, showing: limit)
        try await print(table, preview, try query.columns, "row", of: store, session)
    }

    private func print(
        _ table: Table,
        _ preview: RowPreview,
        _ columns: [Column],
        _ unit: String,
        of store: Store,
        _ session: Session
    ) async throws {
        let cells = preview.rows.map { row in
            zip(columns, row.values).map { column, value in value.isNull ? nil : CellText.of(value, in: column) }
        }
        if let gallery = try await session.gallery(of: preview.rows, columns, in: store, pictures) {
            try await session.table(columns.map(heading), cells, gapAfter: preview.gapAfter, gallery)
        } else {
            try session.table(columns.map(heading), cells, gapAfter: preview.gapAfter)
        }
        try session.note(summary(table, preview, unit))
    }

    private func heading(_ column: Column) -> TableRenderer.Column {
        TableRenderer.Column(
            title: CellText.oneLine(column.name),
            type: column.type.description,
            isRightAligned: column.type.isNumber,
            keepsEnd: column.type.isMedia
        )
    }

    private func summary(_ table: Table, _ preview: RowPreview, _ unit: String) -> String {
        let shown = preview.gapAfter == nil ? "" : " (\(Quantity.count(preview.rows.count)) shown)"
        return "\(table.name), version \(table.version): \(Quantity.count(preview.total, unit))\(shown)"
    }
}

extension ColumnType {
    fileprivate var isNumber: Bool {
        switch self {
        case .int, .float, .decimal: true
        default: false
        }
    }
}
