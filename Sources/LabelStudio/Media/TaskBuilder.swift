import Columnar
import Foundation
import JSON
import Lighttable

/// Makes tasks of rows, by the mapping and the way media travel.
struct TaskBuilder: Sendable {
    enum Outcome: Sendable {
        case draft(TaskDraft)
        /// A value that the task cannot do without is null.
        case skipped
    }

    let entries: [FieldMapping.Entry]
    var preAnnotations: [PreAnnotationColumn] = []
    let method: MediaImportMethod
    let documentRoot: DocumentRoot?
    /// Where pictures that no cell names are kept.
    var kept: KeptPictures?
    /// Where media of the media store are put for a project that fetches its media.
    var published: PublishedMedia?

    /// - Throws: ``LabelStudioError`` with row and column when a value cannot be shown.
    func outcome(for row: Row, id: RowID) throws -> Outcome {
        var contents: [String: TaskDraft.Content] = [:]
        for entry in entries {
            do {
                if let content = try content(row[entry.column.name], entry) {
                    contents[entry.field.name] = content
                } else if entry.field.isRequired {
                    return .skipped
                }
            } catch var error as LabelStudioError {
                error.location.row = id.rawValue
                error.location.column = entry.column.name
                error.message = "row \(id.rawValue), column `\(entry.column.name)`: \(error.message)"
                throw error
            }
        }
        let (predictions, problems) = predictions(of: row, id)
        return .draft(TaskDraft(row: id, contents: contents, predictions: predictions, problems: problems))
    }

    /// The predictions of a row, and what is wrong with those it is sent without.
    private func predictions(of row: Row, _ id: RowID) -> (predictions: [Prediction], problems: [String]) {
        var (predictions, problems): ([Prediction], [String]) = ([], [])
        for entry in preAnnotations {
            do {
                predictions += try entry.predictions(of: row)
            } catch {
                let reason = (error as? PreAnnotationError)?.reason ?? "\(error)"
                problems.append(
                    "row \(id.rawValue), column `\(entry.column.name)`: the pre-annotation for `\(entry.control.name)` \(reason); "
                        + "the task is sent without it"
                )
            }
        }
        return (Prediction.joined(predictions), problems)
    }

    /// The directories the server has to share for this row.
    func addStorage(of draft: TaskDraft, row: Row, to directories: inout StorageDirectories) throws {
        guard let documentRoot else { return }
        for (path, entry) in try files(of: row) {
            try directories.insert(relativeFile: documentRoot.relative(shown(path, entry)))
        }
    }

    /// Makes sure that the row's pictures stay though no cell names them.
    func keepPictures(of row: Row) throws {
        for (path, entry) in try files(of: row) where shown(path, entry) != path { try kept?.keep(path) }
    }

    /// The files of the row that have to be in the project's bucket.
    func publishedFiles(of row: Row) throws -> [String] {
        guard method == .url, let published else { return [] }
        let paths = try localFiles(of: row).map(\.path).filter { published.address(of: $0) != nil }
        if let path = paths.first(where: { !FileManager.default.isReadableFile(atPath: $0) }) {
            throw LabelStudioError(.invalidMedia, "`\(path)` does not exist or cannot be read")
        }
        return paths
    }

    /// The files that the server is to read itself.
    private func files(of row: Row) throws -> [(path: String, entry: FieldMapping.Entry)] {
        try method == .file ? localFiles(of: row) : []
    }

    private func localFiles(of row: Row) throws -> [(path: String, entry: FieldMapping.Entry)] {
        try entries.filter(\.column.type.isMedia)
            .compactMap { entry in
                guard let uri = row[entry.column.name].stringValue, case .local(let path) = try MediaReference(uri)
                else {
                    return nil
                }
                return (path, entry)
            }
    }

    /// The path by which the server reads a file.
    private func shown(_ path: String, _ entry: FieldMapping.Entry) -> String {
        entry.column.computed?.isStored == false ? kept?.place(of: path) ?? path : path
    }

    private func content(_ value: Value, _ entry: FieldMapping.Entry) throws -> TaskDraft.Content? {
        if value.isNull { return nil }
        if entry.column.type.isMedia, let uri = value.stringValue { return try media(uri, entry) }
        return try JSONValue(value, column: entry.column)
            .flatMap { try FieldValue(field: entry.field).fitted($0) }
            .map { .ready($0) }
    }

    private func media(_ uri: String, _ entry: FieldMapping.Entry) throws -> TaskDraft.Content {
        switch (try MediaReference(uri), method) {
        case (.remote(let address), .url): return .ready(.string(address))
        case (.remote(let address), _):
            guard !address.lowercased().hasPrefix("s3:") else {
                throw LabelStudioError(
                    .invalidMedia,
                    "`\(address)` can only be handed over with the media import method url"
                )
            }
            return .ready(.string(address))
        case (.local(let path), .post):
            try UploadFile.check(path)
            return .upload(path: path)
        case (.local(let path), .file):
            guard let documentRoot else { throw DocumentRoot.unknown(for: path) }
            return .ready(.string(DocumentRoot.address(relative: try documentRoot.relative(shown(path, entry)))))
        case (.local(let path), .url): return .ready(.string(try address(of: path)))
        }
    }

    /// Where a file will be in the project's bucket.
    private func address(of path: String) throws -> String {
        guard MediaStore.parts(of: path) != nil else {
            throw LabelStudioError(
                .invalidMedia,
                "`\(path)` is a local file, which other machines cannot fetch: use the media import method file or post"
            )
        }
        guard let address = published?.address(of: path) else {
            throw LabelStudioError(
                .invalidMedia,
                "`\(path)` is in the store, where other machines cannot fetch it: give an S3 configuration, whose bucket "
                    + "takes it, or use the media import method file or post"
            )
        }
        return address
    }
}
