import Foundation
import JSON
import LabelStudio
import Lighttable

/// An error of any library, as the command tells it.
struct ErrorReport: Sendable {
    /// Where something went wrong, as far as it is known.
    typealias Location = LighttableError.Location

    var code: String
    var message: String
    /// The line for people, with the place where it belongs.
    var text: String
    var location = Location()
    var status = ExitStatus.failure

    init(_ error: any Error) {
        switch error {
        case let error as CommandError: self.init(command: error)
        case let error as LighttableError: self.init(library: error)
        case let error as LabelStudioError: self.init(labelStudio: error)
        default: self.init(command: CommandError(.unexpected, String(describing: error)))
        }
    }

    /// `{"error": {…}}` with the keys that are known.
    var json: JSONValue {
        let place: [(String, JSONValue?)] = [
            ("table", location.table.map(JSONValue.string)), ("column", location.column.map(JSONValue.string)),
            ("row", location.row.map(JSONValue.int)), ("file", location.file.map(JSONValue.string)),
            ("line", location.line.map(JSONValue.int)),
        ]
        let known = place.compactMap { name, value in value.map { (name, $0) } }
        let head: JSONObject = ["code": .string(code), "message": .string(message)]
        return ["error": .object(head.merging(JSONObject(known)))]
    }

    /// Prints the error on standard error.
    func print(isJSON: Bool, _ style: Style) {
        let line = isJSON ? json.text(.line) : style.red("error: ") + text
        try? Output.diagnostics.line(line)
    }

    private static func oneLine(_ text: String) -> String {
        CellText.oneLine(text.split(whereSeparator: \.isNewline).joined(separator: " "))
    }
}

extension ErrorReport {
    private init(command error: CommandError) {
        code = error.code.rawValue
        message = Self.oneLine(error.message)
        text = message
        location = error.location
        status = error.status
    }

    private init(library error: LighttableError) {
        code = error.code.rawValue
        message = Self.oneLine(error.message)
        text = Self.oneLine(error.description)
        location = error.location
    }

    private init(labelStudio error: LabelStudioError) {
        code = error.code.rawValue
        message = Self.oneLine(error.message)
        text = Self.oneLine(error.description)
        location = error.location
    }
}
