import Columnar
import JSON
import Lighttable

/// A column whose cells are pre-annotations, and the control that they are for.
struct PreAnnotationColumn: Sendable {
    /// What stands before the name of a control where fields have their names.
    static let keyPrefix = "control:"

    let control: Control
    let column: Column
    /// The column of what the control labels, where it shows one.
    let labelled: Column?
    let reader: PreAnnotationReader

    init(control: Control, column: Column, labelled: Column?, config: LabelConfig) throws {
        self.control = control
        self.column = column
        self.labelled = labelled
        reader = PreAnnotationReader(control: control, controls: config.namedControls)
        guard !Self.accepts(column.type, control) else { return }
        throw LabelStudioError(
            .invalidMapping,
            "the column `\(column.name)` is \(column.type), but pre-annotations for `\(control.name)` "
                + "(line \(control.line)) are Json: import it as one (--type \(column.name)=Json), or leave it out of the mapping",
            location: .init(column: column.name)
        )
    }

    /// The predictions of a row.
    ///
    /// - Throws: A ``PreAnnotationError``.
    func predictions(of row: Row) throws -> [Prediction] {
        let cell = row[column.name]
        guard !cell.isNull, let value = try JSONValue(cell, column: column) else { return [] }
        return try reader.predictions(value, context(row))
    }

    private func context(_ row: Row) -> PreAnnotationContext {
        guard let labelled, let text = row[labelled.name].stringValue else { return PreAnnotationContext() }
        guard labelled.type.isMedia else { return PreAnnotationContext(text: labelled.type == .json ? nil : text) }
        guard labelled.type == .image, case .local(let path)? = try? MediaReference(text) else {
            return PreAnnotationContext()
        }
        return PreAnnotationContext(picture: path)
    }

    /// Whether cells of a type may be pre-annotations for a control.
    private static func accepts(_ type: ColumnType, _ control: Control) -> Bool {
        switch (control.type, type) {
        case (_, .json): true
        case ("choices", .string), ("textarea", .string), ("taxonomy", .string), ("pairwise", .string): true
        case ("rating", .int), ("number", .int), ("number", .float), ("number", .decimal): true
        case ("datetime", .string), ("datetime", .date), ("datetime", .timestamp): true
        default: false
        }
    }
}
