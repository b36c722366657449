import ArgumentParser
import Columnar
import Lighttable

/// The verb `lighttable show`.
struct Show: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Show rows of a table.",
        discussion: """
            Prints the first and last rows, 10 in all, fitted to the terminal. With --json or --format all rows are \
            printed, unless -n says otherwise.

            Examples:
              lighttable show demo.films
              lighttable show demo.films -n 50 --select title,year --where "year > 2015"
              lighttable show demo.films@3 --format jsonl
            """
    )

    @Argument(help: "The table; NAME@3 is an older version.")
    var table: String

    @Option(name: .customShort("n"), help: ArgumentHelp("How many rows.", valueName: "rows"))
    var limit: Int?

    @OptionGroup var rows: RowArguments

    @Option(help: "How rows are printed.")
    var format: RowFormat?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    mutating func validate() throws {
        if let limit, limit < 0 { throw ValidationError("-n cannot be negative") }
        if global.json, format == .table { throw ValidationError("--json and --format table exclude each other") }
    }

    func run(in session: Session) async throws {
        let store = try session.openStore()
        let table = try await store.table(table)
        let query = try rows.query(on: table)
        switch format ?? (session.isJSON ? .json : nil) {
        case .json: try await print(limited(query), of: store, as: .array, session)
        case .jsonl: try await print(limited(query), of: store, as: .lines, session)
        case .table: try await print(table, query, showing: limit ?? .max, session)
        case nil: try await print(table, query, showing: limit ?? Self.usualRows, session)
        }
    }

    private static let usualRows = 10
}

extension Show {
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

    private func print(_ table: Table, _ query: Query, showing limit: Int, _ session: Session) async throws {
        let preview = try await RowPreview(query, showing: limit)
        let columns = try query.columns
        let cells = preview.rows.map { row in
            zip(columns, row.values).map { column, value in value.isNull ? nil : CellText.of(value, in: column) }
        }
        try session.table(columns.map(heading), cells, gapAfter: preview.gapAfter)
        try session.note(summary(table, preview))
    }

    private func heading(_ column: Column) -> TableRenderer.Column {
        TableRenderer.Column(
            title: CellText.oneLine(column.name),
            type: column.type.description,
            isRightAligned: column.type.isNumber,
            keepsEnd: column.type.isMedia
        )
    }

    private func summary(_ table: Table, _ preview: RowPreview) -> String {
        let shown = preview.gapAfter == nil ? "" : " (\(Quantity.count(preview.rows.count)) shown)"
        return "\(table.name), version \(table.version): \(Quantity.count(preview.total, "row"))\(shown)"
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
