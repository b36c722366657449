import Columnar

/// Gives the cells of columns the form their type asks for.
struct CellForms: Sendable {
    /// The folder against which relative media paths are resolved.
    let sourceFolder: String

    /// The column as it is stored, with nulls for the cells that have no such form.
    func finished(_ vector: ColumnVector, as column: Column) throws -> FinishedColumn {
        let field = try column.arrowField()
        guard vector.field.type == .string else { return try converted(vector, to: field, column) }
        switch column.type {
        case .json: return try vector.transformed(to: field, JSONTransform())
        case .array(let type): return try vector.transformed(to: field, ArrayTransform(type: type))
        case .image, .video, .audio, .document:
            return try vector.transformed(to: field, MediaTransform(folder: sourceFolder))
        default: return try converted(vector, to: field, column)
        }
    }

    private func converted(_ vector: ColumnVector, to field: Field, _ column: Column) throws -> FinishedColumn {
        if vector.field.type == field.type { return FinishedColumn(vector: vector.renamed(column.name)) }
        if case (.timestamp(let unit, _), .timestamp(let wanted, _)) = (vector.field.type, field.type), unit == wanted {
            return FinishedColumn(vector: vector.retyped(field))
        }
        if case (.string, .binary) = (vector.field.type, field.type) {
            return FinishedColumn(vector: vector.retyped(field))
        }
        let check = CellCheck(column: column)
        return try vector.transformed(to: field, check.stored)
    }
}

/// A column as it is stored, and what is wrong with cells of which it has none.
struct FinishedColumn {
    let vector: ColumnVector
    var failures: [CellFailure] = []

    /// The column, when nothing is wrong.
    ///
    /// - Throws: The first ``CellFailure``.
    func whole() throws -> ColumnVector {
        if let first = failures.first { throw first }
        return vector
    }
}
