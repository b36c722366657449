import Lighttable

extension FieldMapping {
    /// Finds the column for every field: the one mapped to it, else the one of the same name.
    ///
    /// The explicit pairs go from field, or control, to column. A new link also shows the Json columns that have the name of a
    /// control.
    init(config: LabelConfig, columns: [Column], columnForField: [String: String], isNew: Bool) throws {
        let byName = Dictionary(columns.map { ($0.name, $0) }) { first, _ in first }
        if let field = config.field(named: Self.annotations) {
            throw LabelStudioError(
                .invalidLabelConfig,
                "the data field `annotations` is taken by what people label: name it differently",
                location: .init(line: field.line)
            )
        }
        let entries: [Entry] = try config.fields.compactMap { field in
            let name = columnForField[field.name] ?? field.name
            guard let column = byName[name] else {
                guard field.isRequired else { return nil }
                throw Self.missing(field)
            }
            try Self.check(column, fits: field)
            return Entry(field: field, column: column)
        }
        annotationsColumn = columnForField[Self.annotations] ?? Self.annotations
        isAnnotationsColumnMissing = byName[annotationsColumn] == nil
        try Self.checkAnnotations(byName[annotationsColumn], name: annotationsColumn, entries: entries)
        self.entries = entries
        let taken = entries.map(\.column.name) + [annotationsColumn]
        preAnnotations = try config.namedControls.compactMap { control in
            let mapped = columnForField[PreAnnotationColumn.keyPrefix + control.name]
            if let mapped { try Self.checkName(mapped, in: columns, field: control.name) }
            let isNamesake = isNew && byName[control.name]?.type == .json && !taken.contains(control.name)
            guard let column = (mapped ?? (isNamesake ? control.name : nil)).flatMap({ byName[$0] }) else { return nil }
            let labelled = config.field(shownBy: control.target)
                .flatMap { field in entries.first { $0.field.name == field }?.column }
            return try PreAnnotationColumn(control: control, column: column, labelled: labelled, config: config)
        }
    }

    /// Checks a mapping as people write it, column to field, and turns it around.
    static func columnForField(
        _ mapping: [String: String],
        config: LabelConfig,
        columns: [Column]
    ) throws -> [String: String] {
        var result: [String: String] = [:]
        for (column, field) in mapping.sorted(by: { $0.key < $1.key }) {
            if field != annotations {
                try checkName(column, in: columns, field: field)
                try checkField(field, column: column, config: config)
            }
            let isField = field == annotations || config.field(named: field) != nil
            let key = isField ? field : PreAnnotationColumn.keyPrefix + field
            if let other = result.updateValue(column, forKey: key) {
                throw LabelStudioError(
                    .invalidMapping,
                    "the columns `\(other)` and `\(column)` are both mapped to `\(field)`: keep one",
                    location: .init(column: column)
                )
            }
        }
        return result
    }

    private static func checkName(_ column: String, in columns: [Column], field: String) throws {
        guard !columns.contains(where: { $0.name == column }) else { return }
        throw LabelStudioError(
            .invalidMapping,
            "the mapping names the column `\(column)`, which the table does not have: "
                + "columns are \(columns.map(\.name).joined(separator: ", "))",
            location: .init(column: column)
        )
    }

    private static func checkField(_ field: String, column: String, config: LabelConfig) throws {
        if config.field(named: field) != nil { return }
        let controls = config.namedControls.map(\.name)
        if controls.contains(field) { return }
        let names = config.fields.map(\.name) + controls + [annotations]
        throw LabelStudioError(
            .invalidMapping,
            "the mapping names the field `\(field)`, which the label config does not have: "
                + "fields and controls are \(names.joined(separator: ", "))",
            location: .init(column: column)
        )
    }

    private static func missing(_ field: DataField) -> LabelStudioError {
        let type = field.isList ? ColumnType.json : field.kind.expectedType
        return LabelStudioError(
            .invalidMapping,
            "no column for the data field `\(field.name)` (\(field.tag), line \(field.line)): "
                + "add a column `\(field.name)` of type \(type), or map another one to it (COLUMN=\(field.name))",
            location: .init(column: field.name)
        )
    }

    private static func check(_ column: Column, fits field: DataField) throws {
        let kind = field.isList ? .structure : field.kind
        guard !kind.accepts(column.type) else { return }
        throw LabelStudioError(
            .invalidMapping,
            "the column `\(column.name)` is \(column.type), but the data field `\(field.name)` (\(field.tag), line "
                + "\(field.line)) takes \(kind.expectedType): import it as one "
                + "(--type \(column.name)=\(kind.expectedType)), or map another column to it (COLUMN=\(field.name))",
            location: .init(column: column.name)
        )
    }

    private static func checkAnnotations(_ column: Column?, name: String, entries: [Entry]) throws {
        if entries.contains(where: { $0.column.name == name }) {
            throw LabelStudioError(
                .invalidMapping,
                "the column `\(name)` cannot both be shown and take the annotations: map another one",
                location: .init(column: name)
            )
        }
        if column?.computed != nil {
            throw LabelStudioError(
                .invalidMapping,
                "the column `\(name)` is computed, so that it cannot take the annotations: map another name to them "
                    + "(COLUMN=annotations)",
                location: .init(column: name)
            )
        }
        guard let column, column.type != .json || !column.isNullable else { return }
        throw LabelStudioError(
            .invalidMapping,
            "the column `\(name)` is \(column.type)\(column.isNullable ? "" : " and required"), but annotations need a "
                + "nullable Json column: map another name to them (COLUMN=annotations)",
            location: .init(column: name)
        )
    }
}
