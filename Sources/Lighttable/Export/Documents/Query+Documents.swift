import Columnar
import JSON

extension Query {
    /// The query with the shapes of the documents that its rows have in Json columns.
    ///
    /// - Throws: A ``LighttableError`` when a file cannot be read or a cell is no JSON.
    func findingShapes() async throws -> Query {
        let outputs = try outputs.filter { $0.column.type == .json }
        let documents = outputs.map(\.column)
        guard !documents.isEmpty else { return self }
        var shapes = [DocumentShape](repeating: .nothing, count: documents.count)
        let rows = try await cursor(of: outputs, hasRowIDs: false, keepsOrder: false)
        _ = try await rows.forEachBatch { batch in
            for (index, column) in documents.enumerated() {
                let cells = batch.column(at: index)
                for row in 0..<batch.count {
                    guard let text = cells.value(at: row).stringValue else { continue }
                    shapes[index] = shapes[index].union(DocumentShape(try column.document(text)))
                }
            }
        }
        var query = self
        query.documentShapes = Dictionary(zip(documents.map(\.name), shapes.map(\.settled))) { first, _ in first }
        return query
    }
}

extension Column {
    /// The document that a cell of a Json column has.
    ///
    /// - Throws: A ``LighttableError`` that names the column when it is no JSON, as other engines may have written it.
    func document(_ text: String) throws -> JSONValue {
        do {
            return try JSONValue(parsing: text)
        } catch {
            throw LighttableError(
                .invalidValue,
                "column '\(name)' has text that is no JSON: \(text.prefix(40)); mend it, or keep documents as text "
                    + "(--json-as text)",
                at: .init(column: name),
                cause: error
            )
        }
    }
}
