import Columnar

/// Gives the cells of text columns the form their type asks for.
struct CellForms: Sendable {
    /// The folder against which relative media paths are resolved.
    let sourceFolder: String

    /// The column as it is stored.
    ///
    /// - Throws: A ``RowError`` for the first cell that has no such form.
    func finished(_ vector: ColumnVector, as column: Column) throws -> ColumnVector {
        let field = try column.arrowField()
        switch column.type {
        case .json: return try vector.transformed(to: field, JSONTransform())
        case .array(let type): return try vector.transformed(to: field, ArrayTransform(type: type))
        case .image, .video, .audio, .document:
            return try vector.transformed(to: field, MediaTransform(folder: sourceFolder))
        default: return vector.renamed(column.name)
        }
    }
}
