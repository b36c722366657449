internal import CArrow

extension RecordBatch {
    /// The rows for which a filter is true; null counts as false.
    ///
    /// - Parameters:
    ///   - steps: The filter in reverse Polish notation.
    ///   - columns: The columns kept of them, at least one; `nil` for all.
    /// - Returns: The rows kept, in their order.
    /// - Throws: A ``ColumnarError`` of code `invalidFilter` when a column is missing, types do not fit, integers
    ///   overflow or the filter is not true or false.
    public func filtered(by steps: [FilterStep], keeping columns: [Int]? = nil) throws -> RecordBatch {
        let kept = columns ?? Array(schema.fields.indices)
        let positions = kept.map(Int32.init)
        var result = ArrowArray()
        try withProgram(steps) { program, count in
            var array = exported()
            var schema = SchemaBox.exported(self.schema)
            try checkArrow {
                carrow_filter(&array, &schema, program, count, positions, Int32(positions.count), &result, $0)
            }
        }
        return RecordBatch(result, schema: Schema(kept.map { schema.fields[$0] }))
    }

    /// The value of a computation for each row.
    ///
    /// - Parameters:
    ///   - steps: The computation in reverse Polish notation.
    ///   - field: The name and the type of the result, which each value must fit exactly.
    /// - Returns: As many values as there are rows.
    /// - Throws: A ``ColumnarError``: `invalidFilter` when the computation does not fit the columns or overflows,
    ///   `invalid` for a value that does not fit the type.
    public func evaluated(_ steps: [FilterStep], as field: Field) throws -> ColumnVector {
        var result = ArrowArray()
        try withProgram(steps) { program, count in
            var array = exported()
            var schema = SchemaBox.exported(self.schema)
            let format = field.type.children.isEmpty ? field.type.format : nil
            try checkArrow { error in
                guard let format else { return carrow_evaluate(&array, &schema, program, count, nil, &result, error) }
                return carrow_evaluate(&array, &schema, program, count, format, &result, error)
            }
        }
        return ColumnVector(field: field, array: result, owner: ArrayOwner(result))
    }
}

/// Runs a body on the C form of steps, which is valid only inside it.
private func withProgram(
    _ steps: [FilterStep],
    _ body: (UnsafePointer<carrow_instruction>?, Int32) throws -> Void
) throws {
    if let step = steps.first(where: \.hasNull) {
        throw ColumnarError(
            .invalidFilter,
            "the filter cannot be computed: U+0000 in \(step.text.debugDescription), which only text that is compared may have"
        )
    }
    try withCStrings(steps.map(\.text)) { texts in
        try withCStrings(steps.map { $0.pattern ?? "" }) { patterns in
            let program = steps.enumerated()
                .map { index, step in
                    carrow_instruction(
                        op: step.code,
                        text: texts?[index],
                        pattern: step.pattern == nil ? nil : patterns?[index],
                        integer: step.integer,
                        number: step.number
                    )
                }
            try program.withUnsafeBufferPointer { try body($0.baseAddress, Int32($0.count)) }
        }
    }
}

extension FilterStep {
    fileprivate var code: Int32 {
        let code =
            switch self {
            case .column: CARROW_OP_COLUMN
            case .null: CARROW_OP_NULL
            case .bool: CARROW_OP_BOOL
            case .int: CARROW_OP_INT
            case .double: CARROW_OP_DOUBLE
            case .string: CARROW_OP_STRING
            case .call: CARROW_OP_CALL
            case .cast: CARROW_OP_CAST
            }
        return Int32(code.rawValue)
    }

    fileprivate var text: String {
        switch self {
        case .column(let text), .string(let text), .call(let text, _, _): text
        case .cast(let type): type.format
        default: ""
        }
    }

    /// Whether C would see only the beginning of a name or a pattern.
    fileprivate var hasNull: Bool {
        if case .string = self { return false }
        return (text + (pattern ?? "")).utf8.contains(0)
    }

    fileprivate var pattern: String? {
        guard case .call(_, _, let pattern) = self else { return nil }
        return pattern
    }

    fileprivate var integer: Int64 {
        switch self {
        case .bool(let truth): truth ? 1 : 0
        case .int(let number): Int64(number)
        case .string(let text): Int64(text.utf8.count)
        case .call(_, let arguments, _): Int64(arguments)
        default: 0
        }
    }

    fileprivate var number: Double {
        guard case .double(let number) = self else { return 0 }
        return number
    }
}
