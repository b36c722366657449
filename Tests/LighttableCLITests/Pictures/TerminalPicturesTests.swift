import Foundation
import Testing

@testable import LighttableCLI

/// `show` on terminals that can draw pictures, and on others.
@Suite struct TerminalPicturesTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
        try ReadersPython.run("pictures.py", beside: #filePath, "make", sandbox.directory.path)
    }

    /// What a terminal says that has Sixel, and one that has not.
    private static let sixel = "\u{1B}[?62;4;22c"
    private static let plain = "\u{1B}[?62;22c"
    private static let question = "\u{1B}[c"

    private func films(_ photo: String = "halves.png") async throws {
        let csv = try sandbox.file("t.csv", "id,photo,name\n1,\(photo),cat\n2,gone.png,dog\n")
        let flags = ["--type", "photo=Image", "--media-validation", "on-read"]
        try #require(try await sandbox.run(["import", csv, "t"] + flags).status == 0)
    }

    /// The screen after `show`, without what Python's terminal does not know.
    private func screen(
        _ flags: [String] = [],
        columns: UInt16 = 100,
        answer: String? = nil,
        in environment: [String: String] = [:]
    ) async throws -> (screen: DrawnScreen, isAsked: Bool) {
        let (status, text) = try await PseudoTerminal.run(
            ["show", "t"] + flags,
            in: sandbox,
            columns: columns,
            answers: answer.map { [Self.question: $0] } ?? [:],
            environment: environment
        )
        #expect(status == 0)
        let drawn = text.replacing(Self.question, with: "")
        return (try DrawnScreen(reading: drawn, in: sandbox), drawn != text)
    }

    @Test(arguments: [
        (["KITTY_WINDOW_ID": "1"], "kitty"), (["TERM": "xterm-kitty"], "kitty"), (["TERM_PROGRAM": "ghostty"], "kitty"),
        (["TERM_PROGRAM": "WezTerm"], "kitty"), (["TERM_PROGRAM": "iTerm.app"], "iterm"),
        (["LC_TERMINAL": "iTerm2"], "iterm"),
    ])
    func `terminals are known by their environment`(environment: [String: String], way: String) async throws {
        try await films()
        let (screen, isAsked) = try await screen(in: environment)
        #expect(screen.pictures.map(\.way) == [way] && !isAsked)
        #expect(screen.pictures.first?.size == [160, 120])
    }

    @Test func `a terminal that is not known is asked for Sixel`() async throws {
        try await films()
        let yes = try await screen(answer: Self.sixel)
        #expect(yes.isAsked && yes.screen.pictures.map(\.way) == ["sixel"])
        let no = try await screen(answer: Self.plain)
        #expect(no.isAsked && no.screen.pictures.isEmpty)
        let silent = try await screen()
        #expect(silent.isAsked && silent.screen.pictures.isEmpty)
    }

    @Test(arguments: [
        ["TERM": "dumb"], ["TERM": "screen-256color"], ["TMUX": "/tmp/tmux,1,0", "KITTY_WINDOW_ID": "1"],
    ])
    func `multiplexers and dumb terminals get neither pictures nor questions`(
        environment: [String: String]
    ) async throws {
        try await films()
        let (screen, isAsked) = try await screen(in: environment)
        #expect(screen.pictures.isEmpty && !isAsked)
        #expect(screen.lines.contains { $0.contains("│ halves.png <Image 640×480 PNG> ") })
    }

    @Test func `without pictures a terminal names media and says what they are`() async throws {
        try await films()
        let (screen, isAsked) = try await screen(["--pictures", "none"])
        #expect(!isAsked)
        #expect(screen.lines.contains { $0.contains("│ halves.png <Image 640×480 PNG> ") })
        #expect(screen.lines.contains { $0.contains("/gone.png") && $0.contains("dog") })
        let narrow = try await self.screen(["--pictures", "none"], columns: 50).screen
        #expect(narrow.lines.contains { $0.contains("png <Image 640×480 PNG> ") && $0.contains("│ cat ") })
    }

    @Test func `odd names of files move no cursor`() async throws {
        try await films("odd\u{1B}[31m name.png")
        let (screen, _) = try await screen(["--pictures", "none", "--color", "never"])
        #expect(screen.lines.contains { $0.contains("│ odd\\u{1b}[31m name.png <Image 640×480 PNG> ") })
    }

    @Test func `a table without media asks nothing`() async throws {
        try await sandbox.films()
        let (_, text) = try await PseudoTerminal.run(["show", "films"], in: sandbox, columns: 80)
        #expect(!text.contains(Self.question))
    }

    @Test func `what cannot be drawn is named whole where there is room`() async throws {
        try await films("damaged.png")
        let (screen, _) = try await screen(["--pictures", "kitty"])
        #expect(screen.lines.contains { $0.contains("│ damaged.png <Image 200×200 PNG> ") })
    }

    @Test(arguments: [20, 24, 30, 34, 40, 60])
    func `pictures become as narrow as their columns`(columns: UInt16) async throws {
        try await films()
        let (screen, _) = try await screen(["--pictures", "kitty"], columns: columns)
        #expect(screen.lines.dropLast(2).allSatisfy { DisplayWidth.of($0) <= max(columns, 30) })
        for picture in screen.pictures {
            let line = Array(screen.lines[picture.row])
            #expect(picture.columns <= 16 && picture.size == [picture.columns * 10, picture.lines * 20])
            #expect(line[picture.span].allSatisfy { $0 == " " } && line[picture.column + picture.columns] == " ")
        }
        #expect(screen.pictures.count == (columns < 30 ? 0 : 1))
    }

    @Test func `where a table's lines are broken nothing is drawn`() async throws {
        try await films()
        let (screen, _) = try await screen(["--pictures", "kitty", "--select", "id,photo"], columns: 8)
        #expect(screen.pictures.isEmpty)
    }
}
