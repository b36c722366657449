import Columnar
import JSON
public import Lighttable

extension Query {
    /// How far the labelling of the query's rows has come, by annotator and label.
    ///
    /// ```swift
    /// let progress = try await photos.query().annotationProgress()
    /// print("\(progress.labelled) of \(progress.rows), \(progress.disputed) disputed")
    /// ```
    ///
    /// - Parameter column: The column of annotations, as a sync writes them.
    /// - Returns: The counts.
    /// - Throws: ``LabelStudioError`` that names column and row when a cell has something else; `LighttableError` when the
    ///   query cannot be read.
    public func annotationProgress(column: String = "annotations") async throws -> AnnotationProgress {
        let type = try table.column(named: column).type
        guard type == .json else {
            throw LabelStudioError(
                .invalidMapping,
                "column `\(column)` is \(type), but annotations are Json; name another",
                location: .init(table: table.name, column: column)
            )
        }
        var tally = AnnotationTally()
        var number = 0
        for try await row in try select([column]).rows() {
            number += 1
            do {
                try tally.add(row[column].stringValue)
            } catch {
                throw LabelStudioError(
                    .invalidMapping,
                    "row \(number), column `\(column)`: \(error); name the column of annotations, or leave the row out",
                    location: .init(table: table.name, column: column, row: number)
                )
            }
        }
        return tally.total
    }
}

extension AnnotationProgress {
    /// Asks a server for the addresses of the annotators.
    ///
    /// - Throws: ``LabelStudioError`` when the server cannot be asked.
    public mutating func nameAnnotators(server: LabelStudioServer) async throws {
        let emails = try await LabelStudioClient(server: server).emails()
        for place in annotators.indices {
            annotators[place].email = annotators[place].id.flatMap { emails[$0] } ?? annotators[place].email
        }
    }
}

extension LabelStudioClient {
    /// The addresses of the accounts, by their numbers.
    fileprivate func emails() async throws -> [Int: String] {
        guard let users = try await json(.get("api/users/")).arrayValue else {
            throw unexpectedAnswer("a list of users")
        }
        var emails: [Int: String] = [:]
        for user in users { if let id = user["id"]?.intValue { emails[id] = user["email"]?.stringValue } }
        return emails
    }
}
