import Foundation
import LabelStudio
import Lighttable
import Testing

@testable import LighttableCLI

/// docs/command.md names everything there is.
@Suite struct DocumentationTests {
    private static let page: String = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/command.md")
        return (try? String(contentsOf: root.standardized, encoding: .utf8)) ?? ""
    }()

    /// A verb as the command describes itself.
    private struct Described: Decodable {
        struct Argument: Decodable {
            struct Name: Decodable {
                let kind: String
                let name: String
            }
            let names: [Name]?
            let kind: String
        }
        let commandName: String
        let arguments: [Argument]?
        let subcommands: [Described]?

        /// Each verb below this one with its full name.
        func verbs(_ prefix: [String] = []) -> [(name: String, verb: Described)] {
            let children = (subcommands ?? []).filter { $0.commandName != "help" }
            if children.isEmpty { return [(prefix.joined(separator: " "), self)] }
            return children.flatMap { $0.verbs(prefix + [$0.commandName]) }
        }

        var options: [String] {
            let names = (arguments ?? []).filter { $0.kind != "positional" }.flatMap { $0.names ?? [] }
            return names.filter { !["h", "help", "version"].contains($0.name) }
                .map { ($0.kind == "long" ? "--" : "-") + $0.name }
        }
    }

    private struct Dump: Decodable {
        let command: Described
    }

    /// The part of the page under a verb's heading.
    private func section(_ verb: String) throws -> Substring {
        let page = Self.page
        let start = try #require(page.range(of: "\n### `lighttable \(verb)"), "no section for \(verb)")
        let rest = page[start.upperBound...]
        let ends = ["\n## ", "\n### "].compactMap { rest.range(of: $0)?.lowerBound }
        return rest[..<(ends.min() ?? rest.endIndex)]
    }

    @Test func `every verb and option is documented`() async throws {
        let outcome = try await Sandbox().run("--experimental-dump-help")
        let dump = try JSONDecoder().decode(Dump.self, from: Data(outcome.stdout.utf8))
        let verbs = dump.command.verbs()
        #expect(verbs.count >= 12)
        for (name, verb) in verbs {
            let section = try section(name)
            for option in verb.options {
                let isThere = section.contains("`\(option)") || shared(option)
                #expect(isThere, "\(name) \(option)")
            }
        }
    }

    /// Options that several verbs share are described once, in the sections on them.
    private func shared(_ option: String) -> Bool {
        let titles = [
            "## Options of every verb", "## CSV options", "## JSON options", "## Excel options", "## Choosing rows",
        ]
        return titles.contains { title in
            guard let start = Self.page.range(of: title) else { return false }
            let rest = Self.page[start.upperBound...]
            return rest[..<(rest.range(of: "\n## ")?.lowerBound ?? rest.endIndex)].contains("`\(option)")
        }
    }

    @Test func `every error code is documented`() {
        let own = CommandError.Code.all.map(\.rawValue)
        let codes = own + LighttableError.Code.all.map(\.rawValue) + LabelStudioError.Code.all.map(\.rawValue)
        for code in codes { #expect(Self.page.contains("| `\(code)` |"), "\(code)") }
    }

    @Test(arguments: [
        "LIGHTTABLE_HOME", "LABEL_STUDIO_URL", "LABEL_STUDIO_API_KEY", "LABEL_STUDIO_LOCAL_FILES_DOCUMENT_ROOT",
        "NO_COLOR", "TERM", "label-studio", "url", "api_key", "document_root", "LIGHTTABLE_USER",
        "LIGHTTABLE_RETENTION_SAFETY_WINDOW", "retention_safety_window",
    ])
    func `every setting is documented`(setting: String) {
        #expect(Self.page.contains("`\(setting)`"))
    }
}
