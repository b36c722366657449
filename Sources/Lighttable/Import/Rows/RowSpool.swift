import Columnar
import Foundation

/// Writes rows to a temporary file, from which they can be read as often as it takes to find their types.
final class RowSpool {
    /// The file.
    let path: String
    private let text = RowText()
    private let output: FileHandle
    private var columns: [String] = []
    private var known: Set<String> = []
    private var rows = 0

    /// Creates the file.
    ///
    /// - Throws: A ``LighttableError`` when it cannot be made.
    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/lighttable-rows-\(UUID().uuidString)"
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let output = FileHandle(forWritingAtPath: path)
        else { throw FileSystem.failure("cannot create", path) }
        self.output = output
    }

    /// Adds a row.
    ///
    /// - Throws: A ``LighttableError`` with row and column for a value that no column takes.
    func add<Row: Encodable>(_ row: Row) throws {
        try adding {
            let start = text.bytes.count
            try row.encode(to: RowEncoder(text))
            let first = start < text.bytes.count ? text.bytes[start] : UInt8(ascii: "{")
            guard first == UInt8(ascii: "{") else { throw CellError("it is no object with named members") }
        }
    }

    /// Adds a row.
    ///
    /// - Throws: A ``LighttableError`` with row and column for a value that no column takes.
    func add(_ row: [String: Value]) throws {
        try adding {
            let depth = text.begin(isList: false)
            var count = 0
            for name in columns {
                guard let value = row[name] else { continue }
                count += 1
                text.key(name, at: depth)
                try text.value(value)
            }
            guard count < row.count else { return }
            for name in row.keys.filter({ !known.contains($0) }).sorted() {
                columns.append(name)
                known.insert(name)
                text.key(name, at: depth)
                try text.value(row[name] ?? .null)
            }
        }
    }

    /// Ends the file.
    func finish() throws {
        try flush()
        try output.close()
    }

    /// Removes the file.
    func discard() { FileSystem.remove(path) }

    private func adding(_ body: () throws -> Void) throws {
        do {
            try body()
        } catch let error as CellError {
            throw failure(error.message, error.code, error)
        } catch let error as EncodingError {
            throw failure("\(error)", .invalidValue, error)
        }
        text.endRow()
        rows += 1
        if text.bytes.count > 1 << 20 { try flush() }
    }

    private func failure(_ message: String, _ code: LighttableError.Code, _ cause: any Error) -> LighttableError {
        let column = text.column.map { ", column '\($0)'" } ?? ""
        return LighttableError(
            code,
            "row \(rows + 1)\(column): \(message)",
            at: .init(column: text.column, row: rows + 1),
            cause: cause
        )
    }

    private func flush() throws {
        try FileSystem.write(UnsafeRawBufferPointer(text.bytes), to: output.fileDescriptor, of: path)
        text.removeAll()
    }
}
