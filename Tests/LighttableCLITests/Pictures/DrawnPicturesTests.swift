import Foundation
import Testing

@testable import LighttableCLI

/// `show` where pictures are drawn.
@Suite struct DrawnPicturesTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
        try ReadersPython.run("pictures.py", beside: #filePath, "make", sandbox.directory.path)
    }

    private static let ways = ["kitty", "iterm", "sixel"]
    private static let clear = [0, 0, 0, 0]

    /// A table `t` of rows with columns `id` and `photo`, and others behind them.
    private func table(_ rows: [String], types: [String] = ["photo=Image"], header: String = "id,photo") async throws {
        let text = rows.enumerated().map { "\($0),\($1)\n" }.joined()
        let csv = try sandbox.file("t.csv", "\(header)\n\(text)")
        let flags = types.flatMap { ["--type", $0] } + ["--media-validation", "on-read"]
        let outcome = try await sandbox.run(["import", csv, "t"] + flags)
        try #require(outcome.status == 0, "\(outcome.stderr)")
    }

    private func drawn(_ way: String, _ flags: String...) async throws -> DrawnScreen {
        let outcome = try await sandbox.run(["show", "t", "--pictures", way] + flags)
        #expect(outcome.status == 0 && outcome.stderr.hasPrefix("t, version 0: "), "\(outcome.stderr)")
        return try DrawnScreen(reading: outcome.stdout, in: sandbox)
    }

    private func isNear(_ color: [Int], _ wanted: [Int]) -> Bool {
        zip(color, wanted).allSatisfy { abs($0 - $1) <= 8 }
    }

    @Test(arguments: ways) func `a picture stands in its cell, beside text`(way: String) async throws {
        try await table(["halves.png,cat", "icon.png,dog"], header: "id,photo,name")
        let screen = try await drawn(way)
        #expect(
            screen.lines == [
                "┌─────┬──────────────────┬────────┐",
                "│  id │ photo            │ name   │",
                "│ Int │ Image            │ String │",
                "├─────┼──────────────────┼────────┤",
                "│   0 │                  │ cat    │",
                "│     │                  │        │",
                "│     │                  │        │",
                "│     │                  │        │",
                "│     │                  │        │",
                "│     │                  │        │",
                "│   1 │                  │ dog    │",
                "└─────┴──────────────────┴────────┘", "",
            ]
        )
        try #require(screen.pictures.count == 2 && screen.pictures.allSatisfy { $0.way == way })
        let (large, small) = (screen.pictures[0], screen.pictures[1])
        #expect(large.place == [4, 8, 16, 6])
        #expect(large.size == [160, 120])
        #expect(isNear(large.left, [255, 0, 0, 255]) && isNear(large.right, [0, 0, 255, 255]))
        #expect(small.place == [10, 8, 2, 1])
        #expect(small.size == [20, 20])
        #expect(isNear(small.top, [0, 255, 0, 255]) && small.corner == Self.clear)
    }

    @Test(arguments: ways) func `pictures keep their shape, their turn and their holes`(way: String) async throws {
        try await table(["turned.jpg", "wide.png", "clear.png", "print.tif"])
        let pictures = try await drawn(way).pictures
        try #require(pictures.count == 4)
        #expect(pictures.map(\.columns) == [9, 16, 10, 16] && pictures.map(\.lines) == [6, 1, 5, 6])
        #expect(isNear(pictures[0].top, [255, 0, 0, 255]))
        #expect(isNear(pictures[1].top, [128, 128, 128, 255]) && pictures[1].corner == Self.clear)
        #expect(pictures[2].left[3] == 0 && isNear(pictures[2].right, [255, 255, 0, 255]))
        // Its colours are those of ink.
        #expect(pictures[3].left[0] > 200 && pictures[3].right[2] > 100 && pictures[3].right[0] < 100)
    }

    @Test(arguments: ways) func `what cannot be drawn is printed as elsewhere, and the rest is drawn`(
        way: String
    ) async throws {
        try await table(["damaged.png", "halves.png", "gone.png", "text.png", "", "halves.png"])
        let plain = try await sandbox.run("show", "t").stdout.split(separator: "\n").map(String.init)
        let screen = try await drawn(way)
        #expect(screen.pictures.map(\.row) == [5, 14])
        let rows = [4, 11, 12, 13].map { screen.lines[$0].split(separator: "│").map { $0.trimming(" ") } }
        let wanted = [4, 6, 7, 8].map { plain[$0].split(separator: "│").map { $0.trimming(" ") } }
        #expect(rows == wanted)
        #expect(rows[0][1].hasSuffix("damaged.png") && rows[3][1] == "null")
        #expect(Set(screen.lines.dropLast().map { DisplayWidth.of($0) }).count == 1)
    }

    @Test(arguments: ways) func `several columns of pictures stand side by side`(way: String) async throws {
        let rows = ["halves.png,red.avi,one,icon.png", "wide.png,gone.avi,two,clear.png"]
        let types = ["photo=Image", "film=Video", "mark=Image"]
        try await table(rows, types: types, header: "id,photo,film,name,mark")
        let screen = try await drawn(way)
        let pictures = screen.pictures
        #expect(pictures.map(\.row) == [4, 4, 4, 10, 10])
        #expect(pictures.map(\.lines) == [6, 5, 1, 1, 5])
        #expect(isNear(pictures[1].left, [255, 0, 0, 255]))
        #expect(!pictures[0].span.overlaps(pictures[1].span) && !pictures[1].span.overlaps(pictures[2].span))
        for picture in pictures {
            let line = Array(screen.lines[picture.row])
            #expect(line[picture.span].allSatisfy { $0 == " " } && line[picture.column - 2] == "│")
        }
        #expect(screen.lines[4].contains("│ one ") && screen.lines[10].contains("│ two "))
    }

    @Test func `Sixel has 256 colours at most, the others have all`() async throws {
        try await table(["rainbow.png"])
        let kitty = try #require(try await drawn("kitty").pictures.first)
        let sixel = try #require(try await drawn("sixel").pictures.first)
        #expect(kitty.different > 1000 && (100...257).contains(sixel.different))
        #expect(kitty.size == sixel.size)
    }

    @Test(arguments: ways) func `rows that are left out have their line between pictures`(way: String) async throws {
        try await table([String](repeating: "icon.png", count: 9))
        let screen = try await drawn(way, "-n", "4", "--select", "photo,id")
        #expect(screen.pictures.map(\.row) == [4, 5, 7, 8])
        #expect(screen.lines[6].contains("…"))
    }

    @Test func `groups show pictures too`() async throws {
        try await table(["icon.png", "icon.png", "halves.png"])
        let words = ["--group-by", "photo", "--aggregate", "count() AS n", "--order-by", "n DESC"]
        let outcome = try await sandbox.run(["show", "t", "--pictures", "kitty"] + words)
        let screen = try DrawnScreen(reading: outcome.stdout, in: sandbox)
        #expect(screen.pictures.map(\.columns) == [2, 16])
    }

    @Test func `a pipe gets the addresses, byte for byte as without the option`() async throws {
        try await table(["halves.png"])
        let uri = URL(filePath: sandbox.path("halves.png")).absoluteString
        let line = String(repeating: "─", count: uri.count + 2)
        let blank = String(repeating: " ", count: uri.count - 5)
        let wanted = """
            ┌─────┬\(line)┐
            │  id │ photo\(blank) │
            │ Int │ Image\(blank) │
            ├─────┼\(line)┤
            │   0 │ \(uri) │
            └─────┴\(line)┘

            """
        for flags in [[], ["--pictures", "auto"], ["--pictures", "none"]] {
            let environment = ["KITTY_WINDOW_ID": "1", "TERM": "xterm-kitty"]
            #expect(try await sandbox.run(["show", "t"] + flags, environment: environment).stdout == wanted)
        }
        let json = try await sandbox.run("show", "t", "--json").stdout
        for flags in [["--json"], ["--format", "json"]] {
            #expect(try await sandbox.run(["show", "t", "--pictures", "sixel"] + flags).stdout == json)
        }
    }

    @Test func `a way that is not known is refused`() async throws {
        let outcome = try await sandbox.run("show", "t", "--pictures", "ascii")
        #expect(outcome.status == 64 && outcome.stderr.contains("sixel"))
    }

    @Test func `pictures of the network are fetched, and what is not there is no failure`() async throws {
        let server = Process()
        let (input, output) = (Pipe(), Pipe())
        server.executableURL = ReadersPython.executable
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "pictures.py").path
        server.arguments = ["-B", script, "serve", sandbox.directory.path]
        server.standardInput = input
        server.standardOutput = output
        try server.run()
        defer {
            try? input.fileHandleForWriting.close()
            server.waitUntilExit()
        }
        let greeting = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        let port = try #require(Int(greeting.trimmingCharacters(in: .newlines)))
        try await table(["http://127.0.0.1:\(port)/halves.png", "http://127.0.0.1:\(port)/gone.png"])
        let outcome = try await sandbox.run(
            ["show", "t", "--pictures", "kitty"],
            environment: ["LIGHTTABLE_CACHE": sandbox.path("cache")]
        )
        #expect(outcome.status == 0, "\(outcome.stderr)")
        let screen = try DrawnScreen(reading: outcome.stdout, in: sandbox)
        #expect(screen.pictures.map(\.row) == [4] && screen.pictures.first?.size == [160, 120])
        #expect(screen.lines[10].contains("gone.png"))
        #expect(sandbox.temporaryFiles().isEmpty)
    }
}

extension Substring {
    fileprivate func trimming(_ character: Character) -> String {
        String(drop { $0 == character }.reversed().drop { $0 == character }.reversed())
    }
}
