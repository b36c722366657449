/// Where a file of rows goes.
///
/// ```swift
/// try await store.exportCSV(table, to: "films.csv")
/// try await store.exportCSV(table, to: .descriptor(STDOUT_FILENO))
/// ```
public enum ExportDestination: Sendable, Equatable, ExpressibleByStringLiteral {
    /// A file, which is there whole or not at all; missing folders above it are made. A pipe or device is written to.
    case file(String)
    /// An open file descriptor, which stays the caller's.
    case descriptor(Int32)

    /// A file.
    public init(stringLiteral path: String) { self = .file(path) }

    /// The file's path, `-` for a descriptor.
    var path: String {
        switch self {
        case .file(let path): path
        case .descriptor: "-"
        }
    }

    /// The compression that the file's name asks for.
    var compression: ExportCompression {
        let name = path.lowercased()
        return ExportCompression.allCases.first { $0.ending.map(name.hasSuffix) ?? false } ?? .none
    }

    /// Whether the file's name, without what it says about compression, has one of some endings.
    func hasEnding(_ endings: [String]) -> Bool {
        var name = path.lowercased()
        if let ending = compression.ending { name.removeLast(ending.count) }
        return endings.contains { name.hasSuffix($0) }
    }
}
