import Foundation
import Lighttable
import Testing

@testable import LighttableCLI

@Suite struct PictureSequenceTests {
    private static let cell = PictureSize(width: 10, height: 20)

    @Test(arguments: [
        (640, 480, 16, 16, 6), (480, 640, 16, 9, 6), (1, 1, 16, 1, 1), (11, 21, 16, 2, 2), (160, 120, 16, 16, 6),
        (100_000, 1, 16, 16, 1), (1, 100_000, 16, 1, 6), (640, 480, 10, 10, 4), (640, 480, 1, 1, 1), (80, 80, 16, 8, 4),
    ])
    func `a picture takes the cells that it needs`(
        width: Int,
        height: Int,
        within: Int,
        columns: Int,
        lines: Int
    ) {
        let area = PictureArea(of: PictureSize(width: width, height: height), within: within, cell: Self.cell)
        #expect(area.columns == columns && area.lines == lines)
    }

    @Test func `an answer is read when it is complete`() {
        #expect(Terminal.attributes(in: Array("\u{1B}[?62;4;22c".utf8)) == [62, 4, 22])
        #expect(Terminal.attributes(in: Array("typed \u{1B}[?6c".utf8)) == [6])
        for part in ["", "\u{1B}", "\u{1B}[?62;4", "abc", "\u{1B}[62c"] {
            #expect(Terminal.attributes(in: Array(part.utf8)) == nil)
        }
    }

    @Test func `Sixel gives each band its colours, in runs`() {
        let red: [UInt8] = [255, 0, 0, 255]
        let clear: [UInt8] = [0, 0, 0, 0]
        let line = (0..<5).flatMap { _ in red } + clear
        let picture = SixelGraphics((0..<7).flatMap { _ in line }, width: 6)
        #expect(picture.sequence == "\u{1B}P0;1;0q\"1;1;6;7#0;2;100;0;0#0!5~-#0!5@\u{1B}\\")
        #expect(SixelGraphics(clear, width: 1).sequence == "\u{1B}P0;1;0q\"1;1;1;1\u{1B}\\")
    }

    @Test func `colours that nobody chose are made fewer`() {
        let bytes = (0..<1024)
            .flatMap { number -> [UInt8] in
                let (red, green, blue) = (UInt8(number % 256), UInt8(number / 256), UInt8(number % 7))
                return [red, green * 60, blue * 30, 255]
            }
        let numbers = SixelGraphics(bytes, width: 32).sequence.matches(of: /#([0-9]+);2/).compactMap { Int($0.1) }
        #expect(numbers.count > 8 && numbers.count <= 256)
    }

    @Test(arguments: [
        (["TERM": "xterm"], PictureSupport.unknown), ([:], .missing), (["TERM": "tmux-256color"], .missing),
        (["TERM": "xterm", "ZELLIJ": "0"], .missing), (["TERM": "xterm-ghostty"], .known(.kitty)),
        (["TERM": "xterm", "TERM_PROGRAM": "mintty"], .known(.iterm)),
        (["TERM": "xterm", "TERM_PROGRAM": "Apple_Terminal"], .unknown),
    ])
    func `the environment tells what it can`(environment: [String: String], support: PictureSupport) {
        #expect(PictureSupport(environment: environment) == support)
    }
}
