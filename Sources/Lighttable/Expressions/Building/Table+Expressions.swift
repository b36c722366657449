extension Table {
    /// A column, as an expression may have it.
    ///
    /// ```swift
    /// let recent = films.where(films["year"] > 2015 && films["rating"].isIn(["G", "PG"]))
    /// try await films.update(["price": films["price"] * 1.1], where: films["price"].isNotNull)
    /// ```
    ///
    /// Whether there is such a column is found out when the expression is used.
    public subscript(column: String) -> Expression { .column(column) }
}

extension Query {
    /// Only some columns, in the order given.
    public func select(_ columns: String...) -> Query { select(columns) }

    /// Only some columns, which may be computed, in the order given.
    ///
    /// ```swift
    /// let areas = photos.query().select(photos["id"].named("id"), (photos["w"] * photos["h"]).named("area"))
    /// ```
    public func select(_ columns: Selection...) -> Query { select(columns) }
}
