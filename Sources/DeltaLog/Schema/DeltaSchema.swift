import JSON

/// The columns of a table.
public struct DeltaSchema: Sendable, Equatable {
    /// The columns, in order.
    public var fields: [DeltaField]

    /// Creates a schema.
    public init(fields: [DeltaField]) {
        self.fields = fields
    }

    /// Reads the schema of a table.
    ///
    /// - Throws: ``DeltaError`` with code ``DeltaError/Code/malformedSchema`` that names the column.
    public init(json: String) throws {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: json)
        } catch {
            throw DeltaError(.malformedSchema, "the schema is \(error)", cause: error)
        }
        guard case .structure(let fields) = try DeltaType(value, at: []) else {
            throw DeltaError(.malformedSchema, "the schema is not a struct")
        }
        self.fields = fields
    }

    /// The schema as JSON text, for ``Metadata/schemaString``.
    public var json: String {
        var writer = JSONWriter(.canonical)
        DeltaType.structure(fields).write(to: &writer)
        return writer.text
    }

    /// The column of that name.
    public subscript(name: String) -> DeltaField? {
        fields.first { $0.name == name }
    }

    /// Whether any column or nested field fulfils a condition; elements of arrays and maps count as fields.
    func contains(_ condition: (DeltaField) -> Bool) -> Bool {
        fields.contains { $0.contains(condition) }
    }
}
