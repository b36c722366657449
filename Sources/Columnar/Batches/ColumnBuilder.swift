internal import CArrow
import Foundation

/// Builds one column value by value.
///
/// ```swift
/// let builder = try ColumnBuilder(Field("name", .string))
/// try builder.append(.string("cat"))
/// try builder.append(.null)
/// let column = try builder.finish()
/// ```
public final class ColumnBuilder {
    /// The column's name and type.
    public let field: Field
    private let handle: OpaquePointer
    private let isRoot: Bool
    private var children: [ColumnBuilder] = []

    /// Creates an empty builder.
    ///
    /// - Throws: A ``ColumnarError`` when Arrow has no builder for the type.
    public convenience init(_ field: Field) throws {
        var schema = SchemaBox.exported(field)
        self.init(field, try callArrow { carrow_builder_new(&schema, $0) }, isRoot: true)
    }

    private init(_ field: Field, _ handle: OpaquePointer, isRoot: Bool) {
        self.field = field
        self.handle = handle
        self.isRoot = isRoot
        children = field.type.children.enumerated()
            .compactMap { index, child in
                carrow_builder_child(handle, Int32(index)).map { ColumnBuilder(child, $0, isRoot: false) }
            }
    }

    deinit {
        if isRoot { carrow_builder_free(handle) }
    }

    /// Appends one value.
    ///
    /// - Throws: A ``ColumnarError`` when the value does not fit the column's type.
    public func append(_ value: Value) throws {
        switch value {
        case .null: try checkArrow { carrow_builder_append_null(handle, $0) }
        case .bool(let truth): try checkArrow { carrow_builder_append_bool(handle, truth, $0) }
        case .int(let number), .date(let number), .timestamp(let number):
            try checkArrow { carrow_builder_append_int(handle, Int64(number), $0) }
        case .float(let number): try checkArrow { carrow_builder_append_double(handle, number, $0) }
        case .string(let text): try append(utf8: text)
        case .binary(let data): try append(data)
        case .decimal(let text): try checkArrow { carrow_builder_append_decimal(handle, text, $0) }
        case .list(let items): try append(list: items)
        case .structure(let fields): try append(structure: fields)
        }
    }

    /// Appends 64-bit integers.
    ///
    /// - Throws: A ``ColumnarError`` when the column has another type.
    public func append(integers: [Int64]) throws {
        try checkArrow { carrow_builder_append_ints(handle, integers, nil, Int64(integers.count), $0) }
    }

    /// Appends 64-bit integers, null where a mark is 0; without marks nowhere.
    ///
    /// - Throws: A ``ColumnarError`` when the column has another type.
    public func append(integers: [Int], marks: [UInt8]?) throws {
        precondition(marks.map { $0.count == integers.count } ?? true)
        try integers.withUnsafeBufferPointer { values in
            try values.withMemoryRebound(to: Int64.self) { values in
                try checkArrow {
                    carrow_builder_append_ints(handle, values.baseAddress, marks, Int64(values.count), $0)
                }
            }
        }
    }

    /// Appends 64-bit numbers, null where a mark is 0; without marks nowhere.
    ///
    /// - Throws: A ``ColumnarError`` when the column has another type.
    public func append(doubles: [Double], marks: [UInt8]?) throws {
        precondition(marks.map { $0.count == doubles.count } ?? true)
        try checkArrow { carrow_builder_append_doubles(handle, doubles, marks, Int64(doubles.count), $0) }
    }

    /// Appends a range of another column of the same type.
    ///
    /// - Throws: A ``ColumnarError`` when the types differ.
    public func append(_ column: ColumnVector, range: Range<Int>) throws {
        guard column.field.type == field.type else {
            throw ColumnarError(.invalid, "column '\(column.field.name)' is not of the type of '\(field.name)'")
        }
        var array = column.exported()
        try checkArrow {
            carrow_builder_append_array(handle, &array, Int64(range.lowerBound), Int64(range.count), $0)
        }
    }

    /// The values so far as a column; the builder is empty afterwards.
    public func finish() throws -> ColumnVector {
        var array = ArrowArray()
        try checkArrow { carrow_builder_finish(handle, &array, $0) }
        return ColumnVector(field: field, array: array, owner: ArrayOwner(array))
    }

    private func append(utf8 text: String) throws {
        var text = text
        try text.withUTF8 { bytes in
            try checkArrow { carrow_builder_append_bytes(handle, bytes.baseAddress, Int64(bytes.count), $0) }
        }
    }

    private func append(_ data: Data) throws {
        guard field.type != .string else {
            throw ColumnarError(.invalid, "cannot put bytes into a column of type string")
        }
        try data.withUnsafeBytes { bytes in
            let first = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
            try checkArrow { carrow_builder_append_bytes(handle, first, Int64(bytes.count), $0) }
        }
    }

    private func append(list items: [Value]) throws {
        try checkArrow { carrow_builder_append_nested(handle, $0) }
        guard let child = children.first else { return }
        for item in items { try child.append(item) }
    }

    private func append(structure fields: [NamedValue]) throws {
        try checkArrow { carrow_builder_append_nested(handle, $0) }
        for child in children {
            try child.append(fields.first { $0.name == child.field.name }?.value ?? .null)
        }
    }
}

extension ColumnVector {
    /// A column of nulls.
    ///
    /// - Throws: A ``ColumnarError`` when there can be no column of the field's type.
    public static func nulls(_ field: Field, count: Int) throws -> ColumnVector {
        let builder = try ColumnBuilder(field)
        for _ in 0..<count { try builder.append(.null) }
        return try builder.finish()
    }
}
