import JSON

/// Which rows and columns of a table a view shows.
public struct ViewDefinition: Sendable, Hashable {
    /// A column that the view has from its base.
    public struct Column: Sendable, Hashable {
        /// Its name in the view.
        public let name: String
        /// What of the base it is, as text.
        public let expression: String
    }

    /// The name that the base had when the view was made.
    public let base: String
    /// The id of the base, which it keeps when it is moved.
    let baseID: String
    /// Which rows, as text; `nil` shows all.
    public let filter: String?
    /// The columns that follow the base; the view may have others of its own.
    public let columns: [Column]

    init(_ query: Query, _ columns: [Lighttable.Column]) throws {
        guard let id = query.table.setting(TableSettings.tableID) else {
            throw LighttableError(
                .unsupported,
                "'\(query.table.name)' was not made by Lighttable, and views are of tables of the store: import it",
                at: .init(table: query.table.name)
            )
        }
        base = query.table.name
        baseID = id
        filter = query.filter?.description
        self.columns =
            query.selection?.map { Column(name: $0.name, expression: $0.expression.description) }
            ?? columns.map { Column(name: $0.name, expression: Expression.column($0.name).description) }
    }

    /// - Returns: `nil` for a text that is no definition.
    init?(_ text: String) {
        guard let json = try? JSONValue(parsing: text), let base = json["base"]?.stringValue,
            let baseID = json["baseId"]?.stringValue, let items = json["columns"]?.arrayValue
        else { return nil }
        self.base = base
        self.baseID = baseID
        filter = json["where"]?.stringValue
        columns = items.compactMap { item in
            guard let name = item["name"]?.stringValue, let text = item["expression"]?.stringValue else { return nil }
            return Column(name: name, expression: text)
        }
    }

    /// The text that the view's configuration keeps.
    var text: String {
        var json: JSONObject = ["base": .string(base), "baseId": .string(baseID)]
        if let filter { json["where"] = .string(filter) }
        json["columns"] = .array(
            columns.map { ["name": .string($0.name), "expression": .string($0.expression)] }
        )
        return JSONValue.object(json).text(.canonical)
    }

    /// The names in the base of those among some columns of the view that are the base's, as they are.
    func baseNames(of names: Set<String>, in base: Table) throws -> [String: String] {
        var found: [String: String] = [:]
        for column in columns where names.contains(column.name) {
            guard case .column(let name) = try Self.following(try Expression(column.expression), base) else { continue }
            found[column.name] = name
        }
        return found
    }

    /// Whether a column of the base is needed.
    func shows(_ column: String, of base: Table) throws -> Bool {
        try names().contains { Self.current($0, in: base) == column }
    }

    /// The names of the base's columns that are needed, as they were when the view was made.
    func names() throws -> Set<String> {
        let texts = columns.map(\.expression) + [filter].compactMap(\.self)
        return try texts.reduce(into: []) { $0.formUnion(try Expression($1).columnNames) }
    }

    /// What the view shows of its base as it is now.
    ///
    /// Columns that were renamed there are followed.
    ///
    /// - Throws: A ``LighttableError`` when a column is gone.
    func query(of base: Table) throws -> Query {
        let selections = try columns.map {
            Selection(try Self.following(try Expression($0.expression), base), as: $0.name)
        }
        let query = base.query().select(selections)
        return try filter.map { query.where(try Self.following(try Expression($0), base)) } ?? query
    }

    private static func following(_ expression: Expression, _ base: Table) throws -> Expression {
        try expression.columnNames.reduce(expression) { expression, name in
            guard let current = current(name, in: base) else {
                throw LighttableError(
                    .columnNotFound,
                    "it shows column '\(name)', which '\(base.name)' no longer has; drop the view, or restore that table",
                    at: .init(table: base.name, column: name)
                )
            }
            return current == name ? expression : expression.renamingColumn(name, to: current)
        }
    }

    /// What a column is called in the base as it is now; `nil` when it is gone.
    private static func current(_ name: String, in base: Table) -> String? {
        if base.columns.contains(where: { $0.name == name }) { return name }
        return base.columns.first { $0.formerNames.contains(name) }?.name
    }
}
