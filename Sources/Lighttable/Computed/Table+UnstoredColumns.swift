import DeltaLog

extension Table {
    /// All columns that rows have when they are read: those that are stored, and behind them those that are not.
    public var readableColumns: [Column] { columns + unstoredColumns }
}

extension Metadata {
    /// The computed columns that the schema does not have, in the order in which they were added.
    ///
    /// - Parameter columns: The columns of the schema, which win over others of their names.
    /// - Returns: They, each with how it is computed.
    func unstoredColumns(beside columns: [Column]) -> [Column] {
        let computed = TableSettings.computed(configuration[TableSettings.prefix + TableSettings.computed])
        return
            computed.compactMap { name, definition -> (place: Int, column: Column)? in
                guard let unstored = definition.unstored, !columns.contains(where: { $0.name == name }) else {
                    return nil
                }
                var column = Column(name, unstored.type, isLocalTime: unstored.isLocalTime)
                column.computed = definition
                return (unstored.place, column)
            }
            .sorted { $0.place < $1.place }.map(\.column)
    }
}
