import Foundation
package import TOMLKit

/// The file `config.toml` in a store.
package enum ConfigurationFile {
    /// Where the file of a store is.
    package static func path(in store: String) -> String { "\(store)/config.toml" }

    /// What a file says; `nil` when it is not there.
    ///
    /// - Throws: A ``LighttableError`` of code `malformedFile` with the line that is wrong.
    package static func read(_ file: String) throws -> TOMLTable? {
        guard FileManager.default.fileExists(atPath: file) else { return nil }
        do {
            return try TOMLTable(string: String(contentsOfFile: file, encoding: .utf8))
        } catch let error as TOMLParseError {
            throw LighttableError(
                .malformedFile,
                "not valid TOML: \(error.description.prefix { !$0.isNewline })",
                at: .init(file: file, line: error.source.begin.line),
                cause: error
            )
        } catch {
            throw LighttableError(.malformedFile, "cannot be read as UTF-8 text", at: .init(file: file), cause: error)
        }
    }
}
