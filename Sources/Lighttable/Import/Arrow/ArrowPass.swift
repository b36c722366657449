import Columnar

/// Gives the rows of all files of a source to a target, reading on while the target writes.
struct ArrowPass {
    let columns: [SourceColumn]
    let schema: ArrowSchema
    let target: ImportTarget
    let inputs: [ArrowInput]
    let progress: ImportProgress?
    /// What values lost, column by column.
    private(set) var warnings: [String] = []
    private var rows = 0
    private var bytesBefore = 0

    init(
        columns: [SourceColumn],
        schema: ArrowSchema,
        target: ImportTarget,
        inputs: [ArrowInput],
        progress: ImportProgress?
    ) {
        self.columns = columns
        self.schema = schema
        self.target = target
        self.inputs = inputs
        self.progress = progress
    }

    /// Gives all rows of a file.
    mutating func read(_ input: ArrowInput, _ source: ArrowSource, dropsNamedIndex: Bool) async throws {
        let form = try ArrowBatchForm(schema, columns, source, input, dropsNamedIndex: dropsNamedIndex)
        var batch = try await form.next()
        var rowsOfFile = 0
        while let current = batch {
            let (target, columns) = (target, columns)
            async let delivered: Void = target.write(current, columns)
            batch = try await form.next()
            try await delivered
            rowsOfFile += current.count
            rows += current.count
            report(input, share: source.rows.map { Double(rowsOfFile) / Double(max(1, $0)) } ?? 0)
        }
        bytesBefore += input.bytes
        note(form.losses)
    }

    private func report(_ input: ArrowInput, share: Double) {
        let total = inputs.reduce(0) { $0 + $1.bytes }
        let read = bytesBefore + Int(Double(input.bytes) * share)
        progress?(.init(bytesRead: read, totalBytes: total == 0 ? nil : total, rows: rows, pass: 1))
    }

    private mutating func note(_ losses: [(column: String, losses: ArrowLosses)]) {
        for (column, losses) in losses {
            if losses.belowMicroseconds {
                note("column '\(column)': digits of a second after the sixth were cut off")
            }
            if losses.notFinite { note("column '\(column)': numbers that are NaN or infinite became null within JSON") }
        }
    }

    private mutating func note(_ warning: String) {
        if !warnings.contains(warning) { warnings.append(warning) }
    }
}
