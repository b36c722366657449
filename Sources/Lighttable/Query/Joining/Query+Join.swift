extension Query {
    /// The rows of this query beside the rows of another one with equal keys.
    ///
    /// A row comes once for each match, in this query's order and then in the other's. Null equals nothing, and neither does NaN.
    /// The result has the columns of both, and its rows have no ids; it can be filtered, selected from, put in order, grouped, exported
    /// and joined again. What the other query has to give is in memory while this one's rows stream by, so that the larger
    /// side should be the first.
    ///
    /// ```swift
    /// let films = try await store.table("demo.films"), ratings = try await store.table("demo.ratings@3")
    /// let rated = try films.query().select(["id", "title"])
    ///     .join(ratings.query().select(["film_id", "stars"]), on: [JoinKey("id", "film_id")], kind: .left)
    ///     .where(try Expression("stars > 3"))
    /// ```
    ///
    /// - Parameters:
    ///   - other: The other side, of any table at any version.
    ///   - keys: What has to be equal; at least one.
    ///   - kind: What becomes of rows without a match.
    ///   - prefix: What is put before the names of all columns of the other side.
    /// - Returns: The query for the joined rows.
    /// - Throws: A ``LighttableError``: `invalidOption` when both sides have a column of one name or there is no key,
    ///   `columnNotFound`, or `invalidType` for keys that cannot be equal.
    public func join(
        _ other: Query,
        on keys: [JoinKey],
        kind: JoinKind = .inner,
        prefix: String = ""
    ) throws -> Query {
        Query(table: table, source: .join(try Join(self, other, on: keys, kind: kind, prefix: prefix)))
    }

    /// The rows of this query beside the rows of a table with equal keys.
    ///
    /// - Parameters:
    ///   - other: The other side, at the version of its handle.
    ///   - keys: What has to be equal; at least one.
    ///   - kind: What becomes of rows without a match.
    ///   - prefix: What is put before the names of all columns of the other side.
    /// - Returns: The query for the joined rows.
    /// - Throws: A ``LighttableError`` as for two queries.
    public func join(
        _ other: Table,
        on keys: [JoinKey],
        kind: JoinKind = .inner,
        prefix: String = ""
    ) throws -> Query {
        try join(other.query(), on: keys, kind: kind, prefix: prefix)
    }
}

extension Query {
    /// The same rows with conditions on one side of a join asked of that side, before the join.
    var pushingConditions: Query {
        guard case .join(let join) = source, let filter else { return self }
        var (narrowed, rest) = (join, [Expression]())
        for condition in filter.conjuncts where !narrowed.takes(condition) { rest.append(condition) }
        return replacing(source: .join(narrowed), filter: rest.reduce(nil) { $0?.and($1) ?? $1 })
    }
}
