import ArgumentParser
import JSON

/// The verb `lighttable doctor`.
struct Doctor: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Check this installation and the connection to Label Studio.",
        discussion: """
            Exits with 1 when something does not work, and says how to mend it.

            Examples:
              lighttable doctor
              lighttable doctor --json
            """
    )

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in session: Session) async throws {
        let installation = InstallationCheckup.run(storePath: global.store)
        let checks = await installation + LabelStudioCheckup.run(storePath: global.store)
        let isSound = checks.allSatisfy { $0.status != .fail }
        if session.isJSON {
            try session.document(["ok": .bool(isSound), "checks": .array(checks.map(\.json))])
        } else {
            for check in checks { try session.out.line(check.lines(session.style)) }
        }
        if !isSound { throw ExitStatus.failure }
    }
}
