import Columnar
import Foundation
import Lighttable

extension Terminal {
    /// A terminal on the other side of a slow line answers later than this only rarely.
    private static let patience = Duration.milliseconds(500)

    /// The size of a cell in pixels, or a usual one where it is not known.
    static func cellSize(_ descriptor: Int32) -> PictureSize {
        let usual = PictureSize(width: 10, height: 20)
        var size = winsize()
        guard isTerminal(descriptor), ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 else { return usual }
        let width = Int(size.ws_xpixel) / max(Int(size.ws_col), 1)
        let height = Int(size.ws_ypixel) / max(Int(size.ws_row), 1)
        guard (4...100).contains(width), (4...200).contains(height) else { return usual }
        return PictureSize(width: width, height: height)
    }

    /// How standard output, a terminal, draws pictures, as its environment says or it says itself; nil when it does not.
    static func pictureProtocol() async throws -> PictureProtocol? {
        switch PictureSupport(environment: ProcessInfo.processInfo.environment) {
        case .known(let way): return way
        case .missing: return nil
        case .unknown:
            let attributes = try await BlockingExecutor(label: "lighttable.terminal").run(askForAttributes)
            return attributes.contains(4) ? .sixel : nil
        }
    }

    /// The attributes in a terminal's answer `ESC [ ? 62 ; 4 ; … c`; nil while it is not complete.
    static func attributes(in answer: [UInt8]) -> [Int]? {
        let found = String(decoding: answer, as: UTF8.self).firstMatch(of: /\u{1B}\[\?([0-9;]*)c/)
        return found?.1.split(separator: ";").compactMap { Int($0) }
    }

    /// Asks for the primary device attributes (https://vt100.net/docs/vt510-rm/DA1.html), with a time limit.
    private static func askForAttributes() -> [Int] {
        var settings = termios()
        guard isAnswerable, tcgetattr(STDIN_FILENO, &settings) == 0 else { return [] }
        var quiet = settings
        quiet.c_lflag &= ~tcflag_t(ICANON | ECHO)
        guard tcsetattr(STDIN_FILENO, TCSANOW, &quiet) == 0 else { return [] }
        defer { tcsetattr(STDIN_FILENO, TCSANOW, &settings) }
        guard write(STDOUT_FILENO, "\u{1B}[c", 3) == 3 else { return [] }
        return answer()
    }

    /// A process in the background would be stopped for its question.
    private static var isAnswerable: Bool {
        guard isTerminal(STDIN_FILENO), isTerminal(STDOUT_FILENO) else { return false }
        let foreground = tcgetpgrp(STDIN_FILENO)
        return foreground == -1 || foreground == getpgrp()
    }

    private static func answer() -> [Int] {
        let end = ContinuousClock.now + patience
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 256)
        while bytes.count < 4096 {
            let left = Int32((end - .now) / .milliseconds(1))
            var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
            guard left > 0, poll(&input, 1, left) > 0 else { return [] }
            let count = read(STDIN_FILENO, &buffer, buffer.count)
            guard count > 0 else { return [] }
            bytes += buffer[..<count]
            if let attributes = attributes(in: bytes) { return attributes }
        }
        return []
    }
}
