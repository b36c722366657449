import Columnar

/// Gives the rows of all files of a dataset to a target, reading on while the target writes.
struct DatasetPass {
    let found: [DatasetColumn]
    let columns: [SourceColumn]
    /// The name of the column for the split.
    let splitName: String?
    let target: ImportTarget
    let progress: ImportProgress?
    /// What values lost, column by column.
    private(set) var warnings: [String] = []
    private var rows = 0

    init(
        found: [DatasetColumn],
        columns: [SourceColumn],
        splitName: String?,
        target: ImportTarget,
        progress: ImportProgress?
    ) {
        self.found = found
        self.columns = columns
        self.splitName = splitName
        self.target = target
        self.progress = progress
    }

    /// Gives all rows of a file.
    mutating func read(_ file: DatasetSplit.File, of split: DatasetSplit) async throws {
        do {
            try await read(try await file.open(), split.name, file.path)
        } catch let error as ColumnarError {
            throw ArrowFailure.error(error, file: file.path)
        }
    }

    private mutating func read(_ source: ArrowSource, _ split: String?, _ path: String) async throws {
        let places = try places(source, path)
        var next = try await source.next()
        while let batch = next {
            let (form, failures) = try form(batch, places, split)
            let (target, columns) = (target, columns)
            async let delivered: Void = target.write(form, columns, failures: failures)
            next = try await source.next()
            try await delivered
            rows += batch.count
            progress?(.init(bytesRead: 0, totalBytes: nil, rows: rows, pass: 1))
        }
        note(source)
    }

    /// Where the dataset's columns are in a file.
    private func places(_ source: ArrowSource, _ path: String) throws -> [Int?] {
        let names = source.columns.map(\.field.name)
        if let stranger = names.first(where: { name in !found.contains { $0.name == name } }) {
            throw LighttableError(
                .malformedFile,
                "this file has a column '\(stranger)' that the files before do not have; import its split by itself",
                at: .init(column: stranger, file: path)
            )
        }
        return found.map { names.firstIndex(of: $0.name) }
    }

    private func form(
        _ batch: RecordBatch,
        _ places: [Int?],
        _ split: String?
    ) throws -> (RecordBatch, [RowFailure]) {
        var failures: [RowFailure] = []
        var vectors: [ColumnVector] = []
        for (index, column) in found.enumerated() {
            guard let place = places[index] else {
                vectors.append(try .nulls(Field(column.name, .string), count: batch.count))
                continue
            }
            let (vector, failed) = try column.cells(batch.column(at: place), columns[index])
            vectors.append(vector)
            failures += failed.map { failure in
                RowFailure(
                    row: rows + failure.row,
                    column: columns[index].sourceName,
                    code: failure.error.code,
                    message: failure.error.message,
                    value: failure.error.value
                )
            }
        }
        if let splitName { vectors.append(try SplitColumn.vector(splitName, split, count: batch.count)) }
        return (try RecordBatch(vectors), failures)
    }

    private mutating func note(_ source: ArrowSource) {
        for (index, column) in source.columns.enumerated() where source.losses(of: index).belowMicroseconds {
            let warning = "column '\(column.field.name)': digits of a second after the sixth were cut off"
            if !warnings.contains(warning) { warnings.append(warning) }
        }
    }
}
