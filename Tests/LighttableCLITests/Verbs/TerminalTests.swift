import Foundation
import Testing

@testable import LighttableCLI

@Suite struct TerminalTests {
    let sandbox: Sandbox

    init() throws { sandbox = try Sandbox() }

    @Test func `a table is fitted to the terminal and coloured`() async throws {
        let csv = try sandbox.file("a.csv", "id,text\n1,\(String(repeating: "日本 ", count: 60))\n")
        _ = try await sandbox.run("import", csv, "a")
        let (status, screen) = try await PseudoTerminal.run(["show", "a"], in: sandbox, columns: 50)
        #expect(status == 0)
        #expect(screen.contains("\u{1B}[1m"))
        let plain = screen.replacing(/\u{1B}\[[0-9;]*[mK]/, with: "")
        let widths = plain.split(separator: "\n").filter { "┌│├└".contains($0.first ?? " ") }
            .map { DisplayWidth.of($0) }
        #expect(Set(widths).count == 1 && widths.allSatisfy { (46...50).contains($0) }, "\(plain)")
    }

    @Test(arguments: [["NO_COLOR": "1"], ["TERM": "dumb"]])
    func `a terminal without colours gets none`(environment: [String: String]) async throws {
        try await sandbox.films()
        let (_, screen) = try await PseudoTerminal.run(
            ["show", "films"],
            in: sandbox,
            columns: 80,
            environment: environment
        )
        #expect(!screen.contains("\u{1B}["))
    }

    @Test(arguments: [("y\n", 0, "1\n"), ("n\n", 3, "3\n"), ("\n", 3, "3\n")])
    func `replacing a table asks on a terminal`(answer: String, status: Int32, count: String) async throws {
        try await sandbox.films()
        let csv = try sandbox.file("other.csv", "x\n1\n")
        let outcome = try await PseudoTerminal.run(
            ["import", csv, "films", "--if-exists", "replace"],
            in: sandbox,
            columns: 80,
            typing: answer
        )
        #expect(outcome.status == status, "\(outcome.screen)")
        #expect(outcome.screen.contains("[y/N]"))
        #expect(try await sandbox.run("count", "films").stdout == count)
    }

    @Test func `quiet means no progress bar`() async throws {
        let rows = (0..<300_000).map { "\($0),a,b,c\n" }.joined()
        let csv = try sandbox.file("big.csv", "id,a,b,c\n" + rows)
        for flag in ["--quiet", "--no-progress"] {
            let table = flag == "--quiet" ? "a" : "b"
            let (_, screen) = try await PseudoTerminal.run(["import", csv, table, flag], in: sandbox, columns: 80)
            #expect(!screen.contains("\u{1B}[K"))
        }
    }
}
