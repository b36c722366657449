import ArgumentParser
import Foundation
import Lighttable

/// One run of the command: from its arguments to its exit status.
struct Launch: Sendable {
    let arguments: [String]

    func run() async -> ExitStatus {
        do {
            var command = try LighttableCommand.parseAsRoot(arguments)
            if let verb = command as? any Verb { return await run(verb) }
            // What is no verb of ours prints help, by throwing it.
            try command.run()
            return .success
        } catch {
            return parserStatus(error)
        }
    }

    /// `--json` decides how errors look even when the command line cannot be parsed.
    private var isJSON: Bool { arguments.contains("--json") }

    private func run(_ verb: some Verb) async -> ExitStatus {
        let session = Session(verb.global)
        do {
            try await Interruption.watch { try await verb.run(in: session) }
            try session.out.flush()
            return .success
        } catch {
            return status(of: error, verb, session)
        }
    }

    private func status(of error: any Error, _ verb: some Verb, _ session: Session) -> ExitStatus {
        if error is OutputClosed || (error as? LighttableError)?.code == .outputClosed { return .success }
        do { try session.out.flush() } catch { return report(ErrorReport(error), session.noteStyle) }
        switch error {
        case let status as ExitStatus: return status
        case is Interruption.Signalled where verb.isEndedBySignals: return .success
        case let error as Interruption.Signalled:
            let name = error.number == SIGINT ? "interrupted" : "stopped by a signal"
            let status = ExitStatus.signal(error.number)
            let line = CommandError(.interrupted, "\(name): \(verb.afterInterruption)", status: status)
            return report(ErrorReport(line), session.noteStyle)
        case let error as ValidationError: return report(ErrorReport(usage(error.message)), session.noteStyle)
        default: return report(ErrorReport(error), session.noteStyle)
        }
    }

    /// Help, version and completions go to standard output, everything the parser rejects to standard error.
    private func parserStatus(_ error: any Error) -> ExitStatus {
        let text = LighttableCommand.fullMessage(for: error)
        guard LighttableCommand.exitCode(for: error).isSuccess else { return rejected(error, text) }
        try? Output.standard.line(text)
        try? Output.standard.flush()
        return .success
    }

    private func rejected(_ error: any Error, _ fullText: String) -> ExitStatus {
        let report = ErrorReport(usage(LighttableCommand.message(for: error)))
        let status = self.report(report, Terminal.style(.auto, on: STDERR_FILENO))
        let hint = fullText.split(separator: "\n").filter { $0.hasPrefix("Usage:") || $0.hasPrefix("  See ") }
        if !isJSON { for line in hint { try? Output.diagnostics.line(String(line)) } }
        return status
    }

    private func usage(_ message: String) -> CommandError {
        CommandError(.usage, message.prefix(1).lowercased() + message.dropFirst(), status: .usage)
    }

    private func report(_ report: ErrorReport, _ style: Style) -> ExitStatus {
        report.print(isJSON: isJSON, style)
        return report.status
    }
}
