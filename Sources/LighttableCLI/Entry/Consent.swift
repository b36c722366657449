import Foundation

/// Asks before something that cannot be undone, or is seldom meant.
enum Consent {
    /// Returns when the user agrees or `--force` was given; without a terminal to ask on, refuses.
    static func ask(
        _ question: String,
        _ consequence: String = "this cannot be undone",
        isForced: Bool,
        readsInput: Bool = false
    ) throws {
        if isForced { return }
        guard !readsInput, Terminal.isTerminal(STDIN_FILENO), Terminal.isTerminal(STDERR_FILENO) else {
            throw CommandError(
                .needsForce,
                "\(question): \(consequence); add --force to do it",
                status: .refused
            )
        }
        try Output.diagnostics.write("\(question) (\(consequence))? [y/N] ")
        let answer = readLine()?.lowercased() ?? ""
        guard answer == "y" || answer == "yes" else {
            throw CommandError(.needsForce, "not confirmed; nothing was changed", status: .refused)
        }
    }
}
