import Columnar

/// Gives the cells of columns the form their type asks for.
struct CellForms: Sendable {
    /// The folder, or the address, against which relative media paths are resolved.
    let sourceFolder: String
    /// When media are looked at.
    var mediaValidation = MediaValidation.onWrite
    /// Whether bytes are written as text in which `\xHH` is a byte.
    var escapesBytes = false
    /// Takes the bytes of media cells; `nil` where there can be none.
    var media: MediaIntake?

    /// The columns of a batch whose cells hold bytes of media, by position, as they are stored.
    func mediaColumns(_ batch: RecordBatch, _ columns: [SourceColumn]) async throws -> [Int: FinishedColumn] {
        var finished: [Int: FinishedColumn] = [:]
        guard let media else { return finished }
        for (index, column) in columns.enumerated() {
            let (vector, transform) = (batch.column(at: index), mediaTransform(column.column))
            if column.type.isMedia, let cells = MediaCells(vector) {
                finished[index] = try await media.finished(cells, as: column.column, transform)
            } else if column.type == .json, let items = MediaCells(itemsOf: vector) {
                finished[index] = try await media.finished(items, of: vector, as: column.column, transform)
            }
        }
        return finished
    }

    /// Makes URIs of a column's media cells.
    func mediaTransform(_ column: Column) -> MediaTransform {
        MediaTransform(
            folder: sourceFolder,
            needsFile: mediaValidation != .onRead,
            check: mediaValidation == .onRead ? nil : MediaCheck(column.type),
            decodedType: mediaValidation == .full ? column.type : nil
        )
    }

    /// The column as it is stored, with nulls for the cells that have no such form.
    ///
    /// - Parameters:
    ///   - vector: The cells as the source has them.
    ///   - column: What they become.
    ///   - areStored: Whether cells of the type in which the column is stored need no look.
    /// - Returns: The column and what is wrong with cells.
    /// - Throws: A `ColumnarError` when memory runs out.
    func finished(_ vector: ColumnVector, as column: Column, areStored: Bool = false) throws -> FinishedColumn {
        let field = try column.arrowField()
        if areStored, vector.field.type == field.type { return FinishedColumn(vector: vector.retyped(field)) }
        if vector.field.type == .string, let texts = try texts(vector, field, column) { return texts }
        return try converted(vector, to: field, column)
    }

    /// Text of types that have a form of their own.
    private func texts(_ vector: ColumnVector, _ field: Field, _ column: Column) throws -> FinishedColumn? {
        switch column.type {
        case .json: return try vector.transformed(to: field, JSONTransform())
        case .array(let type): return try vector.transformed(to: field, ArrayTransform(type: type))
        case .image, .video, .audio, .document:
            return try vector.transformed(to: field, mediaTransform(column))
        case .binary where escapesBytes: return try vector.transformed(to: field, BytesTransform())
        case .uuid, .time, .duration: return try vector.transformed(to: field, CellCheck(column: column).stored)
        default: return nil
        }
    }

    private func converted(_ vector: ColumnVector, to field: Field, _ column: Column) throws -> FinishedColumn {
        switch (vector.field.type, column.type) {
        case (.time64(.microsecond), .time), (.duration(.microsecond), .duration), (.int64, .duration):
            return FinishedColumn(vector: vector.retyped(field))
        case (.time64, _), (.duration, _), (.list, .string), (.structure, .string), (.map, .string):
            return try spelled(vector, field, column)
        case (_, .time), (_, .duration): return try vector.transformed(to: field, CellCheck(column: column).stored)
        case (_, .json): return FinishedColumn(vector: try vector.jsonText(named: column.name))
        case (.string, .binary): return FinishedColumn(vector: vector.retyped(field))
        case (let type, .array(let array)) where type != field.type || array.shape.contains { $0 != nil }:
            return try arrays(vector, field, column, array)
        case (.timestamp(let unit, _), .timestamp):
            guard case .timestamp(unit, _) = field.type else { break }
            return FinishedColumn(vector: vector.retyped(field))
        case (field.type, _): return FinishedColumn(vector: vector.retyped(field))
        default: break
        }
        return try fitted(vector, to: field, column)
    }

    /// Times and durations go into text as they are spelled, and into nothing else; nested values as JSON.
    private func spelled(_ vector: ColumnVector, _ field: Field, _ column: Column) throws -> FinishedColumn {
        switch column.type {
        case .json: FinishedColumn(vector: try vector.jsonText(named: column.name))
        case .string where vector.field.type.isNested: FinishedColumn(vector: try vector.jsonText(named: column.name))
        default: try fitted(vector, to: field, column)
        }
    }

    private func arrays(
        _ vector: ColumnVector,
        _ field: Field,
        _ column: Column,
        _ type: ArrayType
    ) throws -> FinishedColumn {
        let form =
            vector.field.type == field.type ? FinishedColumn(vector: vector) : try fitted(vector, to: field, column)
        guard type.shape.contains(where: { $0 != nil }) else { return form }
        var shaped = try form.vector.transformed(to: field, CellCheck(column: column).stored)
        shaped.failures = (form.failures + shaped.failures).sorted { $0.row < $1.row }
        return shaped
    }

    /// All cells at once; those that do not fit are then looked at one by one.
    private func fitted(_ vector: ColumnVector, to field: Field, _ column: Column) throws -> FinishedColumn {
        let (whole, misfits) = try vector.converted(to: field)
        guard !misfits.isEmpty else { return FinishedColumn(vector: whole) }
        let check = CellCheck(column: column)
        let builder = try ColumnBuilder(field)
        var failures: [CellFailure] = []
        for row in misfits {
            let value = vector.value(at: row)
            do {
                try builder.append(try check.stored(value))
            } catch let error as CellError {
                failures.append(CellFailure(row: row, error: error.about(value)))
                try builder.append(.null)
            } catch let error as ColumnarError {
                failures.append(CellFailure(row: row, error: CellError(error.message).about(value)))
                try builder.append(.null)
            }
        }
        return FinishedColumn(vector: try whole.replacing(misfits, with: try builder.finish()), failures: failures)
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
