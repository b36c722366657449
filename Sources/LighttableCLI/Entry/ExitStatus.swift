/// What the process tells its caller.
struct ExitStatus: Error, Sendable, Hashable {
    let code: Int32

    /// All done.
    static let success = ExitStatus(code: 0)
    /// Failed.
    static let failure = ExitStatus(code: 1)
    /// `label sync --check` found differences.
    static let differences = ExitStatus(code: 2)
    /// Refused without `--force`.
    static let refused = ExitStatus(code: 3)
    /// The command line is wrong.
    static let usage = ExitStatus(code: 64)

    /// Ended by a signal, as shells count it: 130 for Ctrl-C.
    static func signal(_ number: Int32) -> ExitStatus { ExitStatus(code: 128 + number) }
}
