internal import CArrow

/// Builds the C form of a schema, or reads it.
///
/// The C structs are owned by whoever takes them: releasing the root frees everything below it.
enum SchemaBox {
    /// The C struct of a record type with the schema's fields as children.
    static func exported(_ schema: Schema) -> ArrowSchema {
        exported(Field("", .structure(schema.fields), isNullable: false))
    }

    /// The C struct of one field.
    static func exported(_ field: Field) -> ArrowSchema {
        let children = field.type.children.map { Optional(pointer(to: exported($0))) }
        var result = ArrowSchema()
        result.format = copied(field.type.format)
        result.name = copied(field.name)
        result.metadata = metadata(remarks(of: field))
        result.flags = field.isNullable ? Int64(ARROW_FLAG_NULLABLE) : 0
        result.n_children = Int64(children.count)
        result.children = copied(children)
        if field.type == .dictionary { result.dictionary = pointer(to: exported(Field("", .string))) }
        result.release = { pointer in SchemaBox.release(pointer) }
        return result
    }

    /// The fields of a record type's C struct; does not release it.
    static func schema(of root: ArrowSchema) -> Schema {
        Schema(fields(below: root))
    }

    static func field(of schema: ArrowSchema) -> Field {
        Field(
            schema.name.map { String(cString: $0) } ?? "",
            DataType(schema),
            isNullable: schema.flags & Int64(ARROW_FLAG_NULLABLE) != 0
        )
    }

    static func fields(below schema: ArrowSchema) -> [Field] {
        (0..<Int(schema.n_children)).compactMap { schema.children?[$0]?.pointee }.map(field)
    }

    private static func remarks(of field: Field) -> [(key: String, value: String)] {
        let id = field.id.map { (key: "PARQUET:field_id", value: "\($0)") }
        let mark = field.isJSON ? (key: "ARROW:extension:name", value: "arrow.json") : nil
        return [id, mark].compactMap(\.self)
    }

    /// Arrow's form of remarks: their number, then each key and value with its length before it.
    private static func metadata(_ remarks: [(key: String, value: String)]) -> UnsafePointer<CChar>? {
        guard !remarks.isEmpty else { return nil }
        var bytes: [UInt8] = []
        func append(_ number: Int) { withUnsafeBytes(of: Int32(number)) { bytes.append(contentsOf: $0) } }
        append(remarks.count)
        for text in remarks.flatMap({ [$0.key, $0.value] }) {
            append(text.utf8.count)
            bytes.append(contentsOf: text.utf8)
        }
        let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
        for (index, byte) in bytes.enumerated() { (copy + index).initialize(to: CChar(bitPattern: byte)) }
        return UnsafePointer(copy)
    }

    private static func pointer(to schema: ArrowSchema) -> UnsafeMutablePointer<ArrowSchema> {
        let pointer = UnsafeMutablePointer<ArrowSchema>.allocate(capacity: 1)
        pointer.initialize(to: schema)
        return pointer
    }

    private static func copied(_ text: String) -> UnsafePointer<CChar> {
        let bytes = text.utf8CString
        let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
        for (index, byte) in bytes.enumerated() { (copy + index).initialize(to: byte) }
        return UnsafePointer(copy)
    }

    private static func copied(
        _ children: [UnsafeMutablePointer<ArrowSchema>?]
    ) -> UnsafeMutablePointer<UnsafeMutablePointer<ArrowSchema>?>? {
        guard !children.isEmpty else { return nil }
        let copy = UnsafeMutablePointer<UnsafeMutablePointer<ArrowSchema>?>.allocate(capacity: children.count)
        copy.initialize(from: children, count: children.count)
        return copy
    }

    private static func release(_ pointer: UnsafeMutablePointer<ArrowSchema>?) {
        guard let pointer else { return }
        let children = (0..<Int(pointer.pointee.n_children)).compactMap { pointer.pointee.children?[$0] }
        for owned in children + [pointer.pointee.dictionary].compactMap(\.self) {
            carrow_schema_release(owned)
            owned.deallocate()
        }
        pointer.pointee.children?.deallocate()
        pointer.pointee.format?.deallocate()
        pointer.pointee.name?.deallocate()
        pointer.pointee.metadata?.deallocate()
        pointer.pointee.release = nil
    }
}
