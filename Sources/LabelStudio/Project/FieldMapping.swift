import Lighttable

/// Which column fills which data field of a project, and which column takes the annotations.
struct FieldMapping: Sendable {
    /// A data field with its column.
    struct Entry: Sendable {
        let field: DataField
        let column: Column
    }

    /// The field name that stands for what people label.
    static let annotations = "annotations"

    let entries: [Entry]
    /// The columns that are shown as predictions.
    let preAnnotations: [PreAnnotationColumn]
    /// The column that takes the annotations.
    let annotationsColumn: String
    /// Whether that column has to be added first.
    let isAnnotationsColumnMissing: Bool

    /// Columns whose values go to the server.
    var columns: [String] {
        (entries.map(\.column.name) + preAnnotations.map(\.column.name))
            .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// The mapping as it is kept with the link: field, or control, to column.
    var columnForField: [String: String] {
        let controls = preAnnotations.map { (PreAnnotationColumn.keyPrefix + $0.control.name, $0.column.name) }
        return Dictionary(entries.map { ($0.field.name, $0.column.name) } + controls) { first, _ in first }
    }
}
