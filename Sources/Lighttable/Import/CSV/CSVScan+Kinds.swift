import Columnar

extension CSVScan {
    /// Tells the reader how to read a column.
    func applyKind(_ index: Int) throws {
        let plan = plans[index]
        try reader.setKind(plan.kind, of: index, isLenient: plan.override != nil)
    }

    /// Gives a column the narrowest kind that fits the block and all that went before.
    ///
    /// - Throws: A ``LighttableError`` when the caller asked for the type, or when the text is not in the encoding.
    func widen(_ index: Int) throws {
        let plan = plans[index]
        let candidates = plan.widerKinds(inferTemporalTypes: inferTemporalTypes)
        guard let wider = candidates.first(where: { reader.fits($0, column: index) }) else {
            throw try misfit(index)
        }
        let decisive = plan.kind != .null ? reader.misfit(column: index) : try firstDecisive(index, candidates, wider)
        if let decisive {
            plans[index].evidence = "line \(decisive.line) has `\(decisive.text.shortened)`"
        }
        plans[index].kind = wider
        try applyKind(index)
    }

    /// The value in a column's first block that ruled out the last of the narrower kinds; `nil` when its first value did.
    private func firstDecisive(_ index: Int, _ candidates: [CSVKind], _ chosen: CSVKind) throws -> CSVValue? {
        guard explains, let firstValue = reader.misfit(column: index) else { return nil }
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

    /// Refuses nulls where they are not allowed.
    func checkRequired() throws {
        for (index, plan) in plans.enumerated() where plan.isRequired {
            guard let value = reader.firstNull(column: index) else { continue }
            let reason = plan.isKey ? "is in the primary key" : "is required"
            throw LighttableError(
                .missingValue,
                "column '\(plan.sourceName)' \(reason) but has no value here; fill it in",
                at: .init(column: plan.sourceName, row: value.row + 1, line: value.line)
            )
        }
    }

    private func misfit(_ index: Int) throws -> LighttableError {
        let plan = plans[index]
        if plan.override == nil { try reader.setKind(.string, of: index, isLenient: false) }
        let value = reader.misfit(column: index)
        let location = LighttableError.Location(
            column: plan.sourceName,
            row: value.map { $0.row + 1 },
            line: value?.line
        )
        let text = value?.text.shortened ?? ""
        guard let type = plan.override?.type, !type.isText, type != .binary else {
            return LighttableError(
                .invalidEncoding,
                "column '\(plan.sourceName)' has bytes that are not UTF-8: '\(text)'; "
                    + "name the file's encoding, such as --encoding latin1 or windows-1252",
                at: location
            )
        }
        return LighttableError(
            .invalidValue,
            "column '\(plan.sourceName)' is to be \(type) but has '\(text)'; "
                + "correct the value or import the column as String",
            at: location
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
