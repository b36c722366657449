internal import CArrow
import Foundation

/// The values of one column in a batch.
public struct ColumnVector: Sendable {
    /// The column's name and type.
    public let field: Field
    /// How many values there are.
    public let count: Int
    private let array: SharedArray
    private let start: Int

    /// The array's values; the offset is the parent's, which adds to the array's own.
    init(field: Field, array: ArrowArray, owner: ArrayOwner, offset: Int = 0, count: Int? = nil) {
        self.field = field
        self.count = count ?? Int(array.length)
        self.array = SharedArray(array: array, owner: owner)
        start = Int(array.offset) + offset
    }

    /// Whether the value at a position is null.
    public func isNull(at index: Int) -> Bool {
        guard let bits = array.buffer(0) else { return field.type == .null }
        return !Self.bit(bits, start + index)
    }

    /// How many of the values are null.
    public var nullCount: Int {
        guard let bits = array.buffer(0) else { return field.type == .null ? count : 0 }
        if array.array.null_count == 0 { return 0 }
        return count - Self.ones(bits, start..<start + count)
    }

    /// A mark for each value: 0 for null, else 1.
    public var validityMarks: [UInt8] {
        guard let bits = array.buffer(0) else { return [UInt8](repeating: field.type == .null ? 0 : 1, count: count) }
        return [UInt8](unsafeUninitializedCapacity: count) { marks, filled in
            for index in 0..<count { marks.initializeElement(at: index, to: Self.bit(bits, start + index) ? 1 : 0) }
            filled = count
        }
    }

    /// Whether the value at a position is true, neither false nor null nor of another type.
    func isTrue(at index: Int) -> Bool {
        guard field.type == .bool, !isNull(at: index), let bits = array.buffer(1) else { return false }
        return Self.bit(bits, start + index)
    }

    /// The value at a position.
    public func value(at index: Int) -> Value {
        if isNull(at: index) { return .null }
        return value(atPhysical: start + index)
    }

    /// Runs a body on the values' memory as 64-bit integers, for a column of these.
    ///
    /// Null positions hold anything. The pointer is valid only inside the body.
    public func withInt64s<Result>(_ body: (UnsafeBufferPointer<Int64>) throws -> Result) rethrows -> Result? {
        try withNumbers(of: .int64, body)
    }

    /// Runs a body on the values' memory as 64-bit numbers, for a column of these.
    ///
    /// Null positions hold anything. The pointer is valid only inside the body.
    public func withDoubles<Result>(_ body: (UnsafeBufferPointer<Double>) throws -> Result) rethrows -> Result? {
        try withNumbers(of: .float64, body)
    }

    /// Runs a body on the values' memory, for a column of a type whose values are stored as such.
    func withNumbers<Number: BitwiseCopyable, Result>(
        of type: DataType,
        _ body: (UnsafeBufferPointer<Number>) throws -> Result
    ) rethrows -> Result? {
        guard field.type == type, let values = array.buffer(1) else { return nil }
        let first = values.assumingMemoryBound(to: Number.self) + start
        return try body(UnsafeBufferPointer(start: first, count: count))
    }

    /// Runs a body on the UTF-8 bytes or the bytes of the value at a position; not for nulls or other types.
    ///
    /// The pointer is valid only inside the body.
    public func withBytes<Result>(
        at index: Int,
        _ body: (UnsafeRawBufferPointer) throws -> Result
    ) rethrows -> Result? {
        guard field.type == .string || field.type == .binary else { return nil }
        return try body(bytes(start + index))
    }

    /// The same values under another name or nullability.
    public func renamed(_ name: String) -> ColumnVector {
        var field = field
        field.name = name
        return ColumnVector(
            field: field,
            array: array.array,
            owner: array.owner,
            offset: start - Int(array.array.offset),
            count: count
        )
    }

    /// About how many bytes the values take; those of nested values by their number.
    var byteSize: Int {
        switch field.type {
        case .string, .binary: count * 4 + (count == 0 ? 0 : bytesBetween(start, start + count))
        case .list(let element): count * 4 + child(0, element).byteSize
        case .structure(let fields): fields.enumerated().reduce(0) { $0 + child($1.offset, $1.element).byteSize }
        default: count * 8
        }
    }

    private func bytesBetween(_ first: Int, _ last: Int) -> Int {
        Int(load(last, as: Int32.self)) - Int(load(first, as: Int32.self))
    }

    /// The same values as another type of the same memory layout, such as a timestamp of another time zone.
    public func retyped(_ field: Field) -> ColumnVector {
        ColumnVector(
            field: field,
            array: array.array,
            owner: array.owner,
            offset: start - Int(array.array.offset),
            count: count
        )
    }

    /// Some of the values, sharing the data; the range must be within the column.
    func sliced(_ range: Range<Int>) -> ColumnVector {
        ColumnVector(
            field: field,
            array: array.array,
            owner: array.owner,
            offset: start - Int(array.array.offset) + range.lowerBound,
            count: range.count
        )
    }

    /// A copy for C that shares the data.
    func exported() -> ArrowArray {
        var copy = array.array
        copy.offset = Int64(start)
        copy.length = Int64(count)
        copy.null_count = -1
        return ArrayExport.shared(copy, owner: array.owner)
    }

    private static func bit(_ bits: UnsafeRawPointer, _ index: Int) -> Bool {
        bits.load(fromByteOffset: index >> 3, as: UInt8.self) & (1 << UInt8(index & 7)) != 0
    }

    /// How many bits of a range are set.
    private static func ones(_ bits: UnsafeRawPointer, _ range: Range<Int>) -> Int {
        var (index, count) = (range.lowerBound, 0)
        while index < range.upperBound, index & 7 != 0 {
            count += bit(bits, index) ? 1 : 0
            index += 1
        }
        while index + 64 <= range.upperBound {
            count += bits.loadUnaligned(fromByteOffset: index >> 3, as: UInt64.self).nonzeroBitCount
            index += 64
        }
        return (index..<range.upperBound).reduce(count) { $0 + (bit(bits, $1) ? 1 : 0) }
    }

    private func load<Number: BitwiseCopyable>(_ index: Int, as type: Number.Type) -> Number {
        guard let values = array.buffer(1) else { preconditionFailure("an array of \(field.type) has no values") }
        return values.loadUnaligned(fromByteOffset: index * MemoryLayout<Number>.size, as: type)
    }

    private func bytes(_ index: Int) -> UnsafeRawBufferPointer {
        let first = Int(load(index, as: Int32.self))
        let last = Int(load(index + 1, as: Int32.self))
        return UnsafeRawBufferPointer(start: array.buffer(2).map { $0 + first }, count: last - first)
    }

    /// The texts of a dictionary.
    private var words: ColumnVector {
        guard let words = array.array.dictionary else { preconditionFailure("\(field.type) has no dictionary") }
        return ColumnVector(field: Field(field.name, .string), array: words.pointee, owner: array.owner)
    }

    private func child(_ index: Int, _ field: Field) -> ColumnVector {
        guard let child = array.array.children?[index] else { preconditionFailure("\(self.field.type) has no child") }
        return ColumnVector(field: field, array: child.pointee, owner: array.owner)
    }

    /// A child of a structure, aligned with the structure's own positions.
    package func structureChild(_ index: Int, _ field: Field) -> ColumnVector {
        guard let child = array.array.children?[index] else { preconditionFailure("\(self.field.type) has no child") }
        return ColumnVector(field: field, array: child.pointee, owner: array.owner, offset: start, count: count)
    }

    /// The items that all lists of a column have together; `nil` for a column of another type.
    package func listItems() -> ColumnVector? {
        guard case .list(let element) = field.type else { return nil }
        let items = child(0, element)
        guard count > 0 else { return items.sliced(0..<0) }
        let (first, last) = (Int(load(start, as: Int32.self)), Int(load(start + count, as: Int32.self)))
        return items.sliced(first..<last)
    }

    /// How many items the list at a position has; 0 for null.
    package func listCount(at index: Int) -> Int {
        Int(load(start + index + 1, as: Int32.self) - load(start + index, as: Int32.self))
    }

    private func value(atPhysical index: Int) -> Value {
        switch field.type {
        case .null, .other: .null
        case .bool: .bool(array.buffer(1).map { Self.bit($0, index) } ?? false)
        case .int8: .int(Int(load(index, as: Int8.self)))
        case .int16: .int(Int(load(index, as: Int16.self)))
        case .int32: .int(Int(load(index, as: Int32.self)))
        case .int64: .int(Int(load(index, as: Int64.self)))
        case .float32: .float(Double(load(index, as: Float.self)))
        case .float64: .float(load(index, as: Double.self))
        case .decimal128(_, let scale): .decimal(DecimalText.text(of: load(index, as: Int128.self), scale: scale))
        case .string: .string(String(decoding: bytes(index), as: UTF8.self))
        case .dictionary: words.value(at: Int(load(index, as: Int32.self)))
        case .binary: .binary(.init(bytes(index)))
        case .date32: .date(Int(load(index, as: Int32.self)))
        case .timestamp(let unit, _): .timestamp(unit.microseconds(Int(load(index, as: Int64.self))))
        case .time64(let unit), .duration(let unit): .int(unit.microseconds(Int(load(index, as: Int64.self))))
        case .list(let element): .list(list(index, element))
        case .structure(let fields): .structure(structure(index, fields))
        case .map(let key, let value):
            .list(list(index, Field("entries", .structure([key, value]), isNullable: false)))
        }
    }

    private func list(_ index: Int, _ element: Field) -> [Value] {
        let items = child(0, element)
        let range = Int(load(index, as: Int32.self))..<Int(load(index + 1, as: Int32.self))
        return range.map { items.value(at: $0) }
    }

    private func structure(_ index: Int, _ fields: [Field]) -> [NamedValue] {
        fields.enumerated()
            .map { position, field in
                NamedValue(name: field.name, value: child(position, field).value(at: index))
            }
    }
}
