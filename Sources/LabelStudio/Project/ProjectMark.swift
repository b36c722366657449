import Foundation
import Lighttable

/// The end of a project's description, which says whose project it is.
///
/// It makes sure that a link does not lead to another project of the same number, and lets a project be found that was
/// made by a process that ended before it could remember it.
struct ProjectMark: Sendable, Hashable {
    let table: String
    let link: String
    /// Of the table's place: a copy of a table has the same id, but its unfinished projects are its own.
    let origin: Fingerprint

    init(table: Table, link: String) {
        self.table = table.identifier
        self.link = link
        origin = Fingerprint(URL(filePath: table.path).standardizedFileURL.path)
    }

    init?(description: String) {
        guard let match = description.firstMatch(of: /\[lighttable ([^\s\/]+)\/([^\s\/]+)\/([0-9a-f]{16})\]/),
            let origin = Fingerprint(hexadecimal: match.3)
        else { return nil }
        table = String(match.1)
        link = String(match.2)
        self.origin = origin
    }

    /// The description for people and for us.
    ///
    /// - Parameters:
    ///   - tableName: What people call the table.
    ///   - text: What else it says, before that; a mark in it is left out.
    /// - Returns: The description.
    func description(tableName: String, behind text: String = "") -> String {
        let other = Self.removed(from: text)
        let own = "\(Self.introduction)\(tableName). [lighttable \(table)/\(link)/\(origin.hexadecimal)]"
        return other.isEmpty ? own : other + "\n" + own
    }

    /// What a description says besides the lines that are ours.
    static func removed(from description: String) -> String {
        description.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .filter { !($0.hasPrefix(introduction) && ProjectMark(description: String($0)) != nil) }
            .joined(separator: "\n")
            .replacing(/\[lighttable [^\s\/]+\/[^\s\/]+\/[0-9a-f]{16}\]/, with: "")
    }

    private static let introduction = "Rows of the table "

    func isOfSameLink(as other: ProjectMark?) -> Bool { table == other?.table && link == other?.link }
}

extension Table {
    /// The id that stays when the table is renamed or copied.
    var identifier: String { settings["tableId"] ?? name }
}
