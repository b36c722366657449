import Foundation
import Testing

@Suite struct InterruptionTests {
    let sandbox: Sandbox

    init() throws { sandbox = try Sandbox() }

    /// Starts an import that cannot end by itself: its source is a pipe that stays open.
    private func startEndlessImport() throws -> (Invocation, FileHandle) {
        // The command may be gone before the last write to the pipe.
        Foundation.signal(SIGPIPE, SIG_IGN)
        let pipe = Pipe()
        let invocation = try Invocation(["import", "-", "demo.t", "--json"], in: sandbox, source: pipe)
        let rows = Data(String(repeating: "1,2\n", count: 100_000).utf8)
        try pipe.fileHandleForWriting.write(contentsOf: Data("a,b\n".utf8))
        try pipe.fileHandleForWriting.write(contentsOf: rows)
        return (invocation, pipe.fileHandleForWriting)
    }

    @Test(arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))])
    func `a signal in the middle of an import leaves nothing`(signal: Int32, status: Int32) async throws {
        let (invocation, writer) = try startEndlessImport()
        invocation.process.signal(signal)
        let outcome = try await invocation.outcome()
        try writer.close()
        #expect(outcome.status == status, "\(outcome.stderr)")
        #expect(outcome.stdout == "")
        #expect(try outcome.error()["code"] as? String == "interrupted")
        #expect(sandbox.storeFiles().isEmpty)
        #expect(sandbox.temporaryFiles().isEmpty)
        #expect(try await sandbox.run("ls", "--json").stdout == "[]\n")
    }

    @Test func `two signals at once are one wish, and nothing is left either`() async throws {
        let (invocation, writer) = try startEndlessImport()
        for number in [SIGTERM, SIGINT, SIGTERM] { invocation.process.signal(number) }
        let outcome = try await invocation.outcome()
        try writer.close()
        #expect([130, 143].contains(outcome.status))
        #expect(try outcome.error()["code"] as? String == "interrupted")
        #expect(sandbox.storeFiles().isEmpty)
        #expect(sandbox.temporaryFiles().isEmpty)
    }
}
