/// What can be exported: a table, at the version of its handle, or a query.
public protocol Exportable: Sendable {
    /// The rows and columns.
    func query() -> Query
}

extension Table: Exportable {}

extension Query: Exportable {
    /// The query itself.
    public func query() -> Query { self }
}
