import JSON

/// How the cells of a computed column come about.
public struct ComputedColumn: Sendable, Hashable {
    /// What becomes of a row for which the expression fails.
    public enum FailurePolicy: String, Sendable, CaseIterable {
        /// The whole change is refused.
        case abort
        /// The cell is null, and a column beside it says why.
        case ignore
    }

    /// The text of the expression.
    public let text: String
    /// The versions of the program's own functions that it calls.
    public let functionVersions: [String: Int]
    /// What becomes of a row for which the expression fails.
    public let onError: FailurePolicy
    /// The column that says why cells are null; `nil` where failures are not ignored.
    public let errorColumn: String?
    /// For a column that says why another's cells are null, that column.
    public let errorsOf: String?
    /// What the table's schema would say of a column whose cells are not stored; `nil` for one whose are.
    let unstored: Unstored?

    /// Whether the cells are in the table's files, rather than computed whenever they are read.
    public var isStored: Bool { unstored == nil }

    /// A column that an expression computes.
    init(
        _ text: String,
        onError: FailurePolicy,
        errorColumn: String?,
        functionVersions: [String: Int],
        unstored: Unstored? = nil
    ) {
        self.text = text
        self.unstored = unstored
        self.functionVersions = functionVersions
        self.onError = onError
        self.errorColumn = errorColumn
        errorsOf = nil
    }

    /// A column that says why another's cells are null.
    init(errorsOf column: String, unstored: Unstored? = nil) {
        text = "error(\(Expression.spelled(column)))"
        self.unstored = unstored
        functionVersions = [:]
        onError = .ignore
        errorColumn = nil
        errorsOf = column
    }

    /// The expression.
    ///
    /// - Returns: The expression; `nil` for a column of errors.
    /// - Throws: A ``LighttableError`` of code `invalidExpression` when a newer Lighttable wrote what this one cannot read.
    public func expression() throws -> Expression? {
        errorsOf == nil ? try Expression(text) : nil
    }
}

extension ComputedColumn {
    /// Reads what a table's settings say of a column; `nil` for what makes no sense.
    init?(_ json: JSONValue) {
        let unstored = json["unstored"].map { Unstored($0) }
        if let column = json["errorsOf"]?.stringValue {
            self.init(errorsOf: column, unstored: unstored ?? nil)
            return
        }
        // Without its type nobody can read it, and stored it is not.
        if let unstored, unstored == nil { return nil }
        guard let text = json["expression"]?.stringValue else { return nil }
        let onError = json["onError"]?.stringValue.flatMap(FailurePolicy.init) ?? .abort
        self.init(
            text,
            onError: onError,
            errorColumn: json["errorColumn"]?.stringValue,
            functionVersions: json["functions"]?.objectValue?.dictionary.compactMapValues { $0.intValue } ?? [:],
            unstored: unstored ?? nil
        )
    }

    /// What a table's settings say of the column.
    var json: JSONValue {
        var object: JSONObject =
            if let errorsOf {
                ["errorsOf": .string(errorsOf)]
            } else {
                ["expression": .string(text), "onError": .string(onError.rawValue)]
            }
        if let unstored { object["unstored"] = unstored.json }
        if let errorColumn { object["errorColumn"] = .string(errorColumn) }
        if !functionVersions.isEmpty {
            object["functions"] = .object(JSONObject(functionVersions.mapValues { .int($0) }))
        }
        return .object(object)
    }

    /// The same over a column that has another name.
    func renaming(_ column: String, to newName: String) throws -> ComputedColumn {
        func renamed(_ name: String) -> String { name == column ? newName : name }
        if let errorsOf { return ComputedColumn(errorsOf: renamed(errorsOf), unstored: unstored) }
        let expression = try Expression(text).renamingColumn(column, to: newName)
        return ComputedColumn(
            expression.description,
            onError: onError,
            errorColumn: errorColumn.map(renamed),
            functionVersions: functionVersions,
            unstored: unstored
        )
    }
}
