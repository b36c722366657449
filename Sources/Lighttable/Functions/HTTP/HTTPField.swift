import Foundation

/// A field of a request's head, whose value is nobody else's business.
struct HTTPField: Sendable {
    /// Where the value is.
    enum Source: Sendable {
        /// In the configuration.
        case text(String)
        /// In a variable of the environment.
        case variable(String)
    }

    let name: String
    let source: Source

    /// The value.
    ///
    /// - Parameter function: The function that needs it.
    /// - Returns: The value.
    /// - Throws: A ``LighttableError`` of code `invalidOption` for a variable that is not set, or has more than one line.
    func value(for function: String) throws -> String {
        switch source {
        case .text(let text): return text
        case .variable(let variable):
            let value = ProcessInfo.processInfo.environment[variable] ?? ""
            guard !value.isEmpty, Self.isValue(value) else {
                throw LighttableError(
                    .invalidOption,
                    "the function \(function) needs the environment variable \(variable), of one line, for its header "
                        + "\(name); set it"
                )
            }
            return value
        }
    }

    /// Whether a text can be the name of a field.
    static func isName(_ text: String) -> Bool {
        !text.isEmpty
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "!#$%&'*+-.^_`|~".contains($0)) }
    }

    /// Whether a text can be the value of a field.
    static func isValue(_ text: String) -> Bool { text.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 } }
}
