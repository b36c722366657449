import Columnar
import JSON

/// Checks JSON text and writes it without needless space; order, numbers and spelling stay as they are.
struct JSONTransform: CellTransform {
    func value(of text: String) throws -> Value {
        do {
            return .string(try JSONText.compact(text))
        } catch let error as JSONError {
            throw CellError("'\(text.shortened)' is \(error); correct it or import the column as String")
        }
    }
}
