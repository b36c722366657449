import JSON

/// One thing that `doctor` looked at.
struct DoctorCheck: Sendable {
    enum Status: String, Sendable {
        case ok
        case warn
        case fail
    }

    var name: String
    var status: Status
    var message: String
    /// What to do about it, unless all is well.
    var fix: String?

    var json: JSONValue {
        [
            "name": .string(name), "status": .string(status.rawValue), "message": .string(message),
            "fix": JSONValue(fix),
        ]
    }

    func lines(_ style: Style) -> String {
        let word =
            switch status {
            case .ok: style.green("ok  ")
            case .warn: style.yellow("warn")
            case .fail: style.red("FAIL")
            }
        let line = "\(word)  \(name): \(CellText.oneLine(message))"
        return fix.map { line + "\n      " + CellText.oneLine($0) } ?? line
    }
}
