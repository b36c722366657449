import Columnar
import Foundation
import Lighttable

/// The workbooks of `workbooks.py`, made once.
final class ForeignWorkbooks: Sendable {
    struct Expectation: Decodable {
        let types: String
        let rows: [[String?]]
    }

    static let shared = Result { try ForeignWorkbooks() }
    /// The workbook that LibreOffice wrote.
    static let libreOffice = folder.appending(path: "libreoffice.xlsx").path

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    private let test: TestStore
    let expected: [String: Expectation]

    private init() throws {
        test = try TestStore()
        let process = Process()
        // The path must stay a link: it tells Python its virtual environment.
        process.executableURL = Self.folder.appending(path: "../../../..").standardizedFileURL
            .appending(path: ".deps/readers/bin/python")
        process.arguments = ["-B", Self.folder.appending(path: "workbooks.py").path, test.folder]
        try process.run()
        process.waitUntilExit()
        let data = try Data(contentsOf: URL(filePath: "\(test.folder)/expected.json"))
        expected = try JSONDecoder().decode([String: Expectation].self, from: data)
    }

    func path(_ name: String) -> String { "\(test.folder)/\(name).xlsx" }
}

extension Value {
    /// The value as `workbooks.py` spells it, `nil` for null.
    var workbookText: String? {
        switch self {
        case .date(let days): CivilTime.text(days: days)
        case .timestamp(let time): Self.moment(time)
        default: foreignText
        }
    }

    /// Python writes all six digits of a fraction, or none.
    private static func moment(_ time: Int) -> String {
        let fraction = (time % 1_000_000 + 1_000_000) % 1_000_000
        let whole = CivilTime.text(microseconds: time - fraction, isLocal: true)
        return fraction == 0 ? whole : "\(whole).\(String(1_000_000 + fraction).dropFirst())"
    }
}
