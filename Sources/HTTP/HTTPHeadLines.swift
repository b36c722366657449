import Foundation

/// Reads the head of a response line by line; of several, as redirects give them, the last one counts.
struct HTTPHeadLines {
    private var status: Int?
    private var fields: [String: String] = [:]
    private var isOver = false

    /// What was said, when the status is known.
    var head: HTTPHead? { status.map { HTTPHead(status: $0, fields: fields) } }

    /// Takes the next line: the status, a field, or the empty one at the end.
    mutating func take(_ line: String) {
        let line = line.trimmingCharacters(in: .whitespacesAndNewlines)
        if line.hasPrefix("HTTP/") {
            status = line.split(separator: " ").dropFirst().first.flatMap { Int($0) }
            (fields, isOver) = ([:], false)
        } else if line.isEmpty {
            isOver = true
        } else if !isOver, let colon = line.firstIndex(of: ":") {
            // What comes behind the body belongs to no head.
            let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            let name = line[..<colon].lowercased()
            // Several of one name are one list: RFC 9110, section 5.3.
            fields[name] = fields[name].map { "\($0), \(value)" } ?? value
        }
    }
}
