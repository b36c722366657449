import Columnar

extension Table {
    /// The computed columns whose cells are not in the table's files, but computed whenever rows are read, in the order in which they
    /// were added.
    ///
    /// Other engines do not see them.
    public var unstoredColumns: [Column] {
        let computed = TableSettings.computed(setting(TableSettings.computed))
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

    /// All columns that rows have when they are read: those that are stored, and behind them those that are not.
    public var readableColumns: [Column] { columns + unstoredColumns }
}
