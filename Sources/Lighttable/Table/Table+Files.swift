import Columnar
import DeltaLog
import Foundation

extension Table {
    /// The path of a data file.
    func path(of file: AddFile) -> String {
        path(ofLogged: file.path)
    }

    /// The path of a file that the log names: below the table's folder, or anywhere by an absolute path or `file:` URI.
    func path(ofLogged name: String) -> String {
        if name.hasPrefix("/") { return name }
        guard name.hasPrefix("file:") else { return "\(path)/\(name)" }
        let rest = name.dropFirst("file:".count)
        guard rest.hasPrefix("//") else { return String(rest) }
        return String(rest.dropFirst(2).drop { $0 != "/" })
    }

    /// Whether the log names a file below the table's folder in the only way there is to name it.
    ///
    /// Other engines may give absolute paths, to files of other tables too.
    static func isPlainPath(_ name: String) -> Bool {
        !name.contains(":/")
            && name.split(separator: "/", omittingEmptySubsequences: false)
                .allSatisfy { !["", ".", ".."].contains($0) }
    }

    /// Refuses a data file that is not on this machine.
    ///
    /// - Throws: A ``LighttableError`` of code `unsupported`.
    func requireLocal(_ file: AddFile) throws {
        guard let scheme = file.path.firstRange(of: "://").map({ file.path[..<$0.lowerBound] }), scheme != "file",
            scheme.allSatisfy({ $0.isLetter || $0.isNumber })
        else { return }
        throw LighttableError(
            .unsupported,
            "the table has data in \(file.path), and only files on this machine can be read; copy the rows to a new table "
                + "with the engine that wrote it",
            at: .init(table: name, file: file.path)
        )
    }

    /// The rows of a data file that count.
    func rowCount(of file: AddFile) async throws -> Int {
        try await storedRowCount(of: file) - Int(file.deletionVector?.cardinality ?? 0)
    }

    /// The rows that are in a data file, hidden ones included.
    func storedRowCount(of file: AddFile) async throws -> Int {
        if let count = file.statistics?.numRecords { return Int(count) }
        let path = path(of: file)
        return try await LighttableError.wrapping(table: name, file: path) {
            try requireLocal(file)
            return try ParquetFile.summary(at: path).rows
        }
    }
}
