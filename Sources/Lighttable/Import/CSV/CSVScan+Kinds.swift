import Columnar

extension CSVScan {
    /// Tells the reader how to read a column.
    func applyKind(_ index: Int) throws {
        let plan = plans[index]
        try reader.setKind(plan.kind, of: index, isLenient: plan.override != nil)
    }

    /// Gives a column the narrowest kind that fits the block and all that went before.
    ///
    /// - Returns: The rows that do not fit the type that the caller asked for, where such rows are left out; they are
    ///   null now.
    /// - Throws: A ``RowFailure`` for the first of them where they are not.
    func widen(_ index: Int) throws -> [RowFailure] {
        let plan = plans[index]
        let candidates = plan.widerKinds(inferTemporalTypes: inferTemporalTypes)
        guard let wider = candidates.first(where: { reader.fits($0, column: index) }) else {
            guard target.skipsFailures, plan.override != nil else { throw try misfit(index) }
            return try reader.convertPartly(column: index).map { misfit(plan, $0) }
        }
        let decisive = plan.kind != .null ? reader.misfit(column: index) : try firstDecisive(index, candidates, wider)
        if let decisive {
            plans[index].evidence = "line \(decisive.line) has `\(decisive.text.shortened)`"
        }
        plans[index].kind = wider
        try applyKind(index)
        return []
    }

    /// Notes the rows with too many or too few fields that were left out.
    func noteRaggedRows() {
        raggedRows += reader.skippedRows.map { row in
            RowFailure(
                row: nil,
                code: .malformedFile,
                message: CSVFailure.ragged(plans.count, row.fields),
                line: row.line,
                value: row.text
            )
        }
    }

    /// The value in a column's first block that ruled out the last of the narrower kinds; `nil` when its first value did.
    private func firstDecisive(_ index: Int, _ candidates: [CSVKind], _ chosen: CSVKind) throws -> CSVValue? {
        guard target.isDry, let firstValue = reader.misfit(column: index) else { return nil }
        let misfits = try candidates.prefix { $0 != chosen }
            .compactMap { kind -> CSVValue? in
                try reader.setKind(kind, of: index, isLenient: false)
                return reader.misfit(column: index)
            }
        let last = misfits.max { $0.row < $1.row }
        return last.flatMap { $0.row > firstValue.row ? $0 : nil }
    }

    /// Makes columns without any value text; returns whether their nulls were read as such a column reads them.
    func settleEmptyColumns() throws -> Bool {
        var isSettled = true
        for index in plans.indices where plans[index].kind == .null {
            guard reader.hasNullWords(column: index) else { continue }
            plans[index].kind = .string
            try applyKind(index)
            isSettled = false
        }
        return isSettled
    }

    private func misfit(_ index: Int) throws -> RowFailure {
        let plan = plans[index]
        if plan.override == nil { try reader.setKind(.string, of: index, isLenient: false) }
        return misfit(plan, reader.misfit(column: index))
    }

    private func misfit(_ plan: CSVColumnPlan, _ value: CSVValue?) -> RowFailure {
        let text = value?.text.shortened ?? ""
        guard let type = plan.override?.type, !type.isText, type != .binary else {
            return failure(
                of: plan,
                value,
                .invalidEncoding,
                "has bytes that are not UTF-8: '\(text)'; "
                    + "name the file's encoding, such as --encoding latin1 or windows-1252"
            )
        }
        return failure(
            of: plan,
            value,
            .invalidValue,
            "is to be \(type) but has '\(text)'; correct the value or import the column as String"
        )
    }

    private func failure(
        of plan: CSVColumnPlan,
        _ value: CSVValue?,
        _ code: LighttableError.Code,
        _ message: String
    ) -> RowFailure {
        RowFailure(
            row: value?.row,
            column: plan.sourceName,
            code: code,
            message: message,
            line: value?.line,
            value: value?.text
        )
    }
}

extension String {
    /// The text cut to a length that fits into a message, on one line.
    var shortened: String {
        let line = replacing("\r", with: " ").replacing("\n", with: " ")
        return line.count > 60 ? line.prefix(57) + "…" : line
    }
}
