import Columnar
import Foundation

/// New cells that are computed from the row they go to.
struct Assignments: Sendable {
    private struct Assignment: Sendable {
        let column: Column
        let steps: [FilterStep]
    }

    private let table: Table
    private let list: [Assignment]
    /// The columns that are assigned to or that the new cells are made of.
    let names: Set<String>

    /// The columns that are assigned to.
    var columns: [String] { list.map(\.column.name) }

    init(_ expressions: [String: Expression], in table: Table) throws {
        let columns = try expressions.sorted { $0.key < $1.key }
            .map { (column: try table.column(named: $0.key), expression: $0.value) }
        try self.init(columns, in: table)
    }

    /// Assignments to columns that the table may not have yet.
    init(_ expressions: [(column: Column, expression: Expression)], in table: Table) throws {
        self.table = table
        names = expressions.reduce(into: []) { names, assignment in
            names.formUnion(assignment.expression.columnNames)
            names.insert(assignment.column.name)
        }
        let compiler = FilterCompiler(table.columns)
        list = try expressions.map {
            Assignment(column: $0.column, steps: try compiler.assignment($0.expression, to: $0.column))
        }
    }

    /// The new cells of the rows of a batch.
    ///
    /// - Throws: A ``LighttableError`` for a value that does not fit its column.
    func cells(of batch: RecordBatch) throws -> RecordBatch {
        try RecordBatch(try list.map { try cells(of: batch, $0) })
    }

    private func cells(of batch: RecordBatch, _ assignment: Assignment) throws -> ColumnVector {
        let column = assignment.column
        let vector = try evaluated(batch, assignment)
        let isRequired = !column.isNullable || table.primaryKey.contains(column.name)
        if isRequired, (0..<vector.count).contains(where: vector.isNull) {
            throw LighttableError(
                .missingValue,
                "column '\(column.name)' is required, but in some rows its new value is null; leave them out with where",
                at: .init(table: table.name, column: column.name)
            )
        }
        guard column.type == .json || column.type.isMedia, vector.field.type == .string else { return vector }
        do {
            return try CellForms(sourceFolder: FileManager.default.currentDirectoryPath).finished(vector, as: column)
                .whole()
        } catch let error as CellFailure {
            throw misfit(column, error.error.message, error.error.code)
        }
    }

    private func evaluated(_ batch: RecordBatch, _ assignment: Assignment) throws -> ColumnVector {
        let field = try assignment.column.arrowField()
        if assignment.steps == [.null] {
            let builder = try ColumnBuilder(field)
            for _ in 0..<batch.count { try builder.append(.null) }
            return try builder.finish()
        }
        do {
            return try batch.evaluated(assignment.steps, as: field)
        } catch let error as ColumnarError where error.code == .invalid {
            throw misfit(assignment.column, error.message, .invalidValue)
        }
    }

    private func misfit(_ column: Column, _ reason: String, _ code: LighttableError.Code) -> LighttableError {
        LighttableError(
            code,
            "column '\(column.name)' is \(column.type), and a new value does not fit: \(reason)",
            at: .init(table: table.name, column: column.name)
        )
    }
}
