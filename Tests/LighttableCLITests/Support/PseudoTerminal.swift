import Foundation
import Testing

/// A terminal of a given width, to see what people see.
enum PseudoTerminal {
    /// Runs the command with all three streams on the terminal and returns what it drew.
    ///
    /// The terminal answers questions, such as `ESC [ c`, each once.
    static func run(
        _ arguments: [String],
        in sandbox: Sandbox,
        columns: UInt16,
        typing: String = "",
        answers: [String: String] = [:],
        environment: [String: String] = [:]
    ) async throws -> (status: Int32, screen: String) {
        let (controller, terminal) = try open(columns: columns)
        let process = Process()
        process.executableURL = Invocation.binary
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.filter { !own.contains($0.key) }
            .merging(["LIGHTTABLE_HOME": sandbox.store.path, "TERM": "xterm"]) { $1 }
            .merging(environment) { $1 }
        process.currentDirectoryURL = sandbox.directory
        process.standardInput = terminal
        process.standardOutput = terminal
        process.standardError = terminal
        let handle = try ProcessHandle(starting: process)
        try terminal.close()
        try controller.write(contentsOf: Data(typing.utf8))
        let screen = Task.detached { readAll(controller.fileDescriptor, answers) }
        let status = await handle.status()
        let text = await screen.value
        try controller.close()
        return (status, text.replacing("\r\n", with: "\n"))
    }

    /// What is about the terminal in which the tests run.
    private static let own: Set = [
        "NO_COLOR", "TMUX", "STY", "ZELLIJ", "KITTY_WINDOW_ID", "TERM_PROGRAM", "LC_TERMINAL",
    ]

    private static func open(columns: UInt16) throws -> (FileHandle, FileHandle) {
        let controller = Foundation.open("/dev/ptmx", O_RDWR | O_NOCTTY)
        try #require(controller >= 0)
        let name = try terminalName(controller)
        var size = winsize(ws_row: 40, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        try #require(ioctl(controller, UInt(TIOCSWINSZ), &size) == 0)
        let terminal = Foundation.open(name, O_RDWR | O_NOCTTY)
        try #require(terminal >= 0)
        return (FileHandle(fileDescriptor: controller), FileHandle(fileDescriptor: terminal))
    }

    #if os(Linux)
    /// Glibc shows `ptsname` and its like only to sources that ask for extensions; these are the calls beneath them.
    private static func terminalName(_ controller: Int32) throws -> String {
        let unlock: UInt = 0x4004_5431
        let getNumber: UInt = 0x8004_5430
        var number: Int32 = 0
        try #require(ioctl(controller, unlock, &number) == 0 && ioctl(controller, getNumber, &number) == 0)
        return "/dev/pts/\(number)"
    }
    #else
    private static func terminalName(_ controller: Int32) throws -> String {
        try #require(grantpt(controller) == 0 && unlockpt(controller) == 0)
        return try #require(ptsname(controller).map { String(cString: $0) })
    }
    #endif

    /// Reads until the other side is closed, which a terminal reports as an error.
    private static func readAll(_ descriptor: Int32, _ answers: [String: String]) -> String {
        var bytes: [UInt8] = []
        var answers = answers
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count <= 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += buffer[..<count]
            let text = answers.isEmpty ? "" : String(decoding: bytes, as: UTF8.self)
            for (question, answer) in answers where text.contains(question) {
                answers[question] = nil
                _ = Array(answer.utf8).withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            }
        }
    }
}
