/// What the environment says about the pictures of a terminal.
enum PictureSupport: Equatable, Sendable {
    case known(PictureProtocol)
    case missing
    /// The terminal itself must be asked.
    case unknown

    init(environment: [String: String]) {
        let (term, program) = (environment["TERM"] ?? "", environment["TERM_PROGRAM"] ?? "")
        if Self.isPlain(term, environment) {
            self = .missing
        } else if environment["KITTY_WINDOW_ID"] != nil || ["xterm-kitty", "xterm-ghostty"].contains(term)
            || ["ghostty", "WezTerm"].contains(program)
        {
            self = .known(.kitty)
        } else if ["iTerm.app", "mintty"].contains(program) || environment["LC_TERMINAL"] == "iTerm2" {
            self = .known(.iterm)
        } else {
            self = .unknown
        }
    }

    /// A multiplexer draws on its own, and would leave pictures where its text goes on.
    private static func isPlain(_ term: String, _ environment: [String: String]) -> Bool {
        let isShared = ["TMUX", "STY", "ZELLIJ"].contains { environment[$0] != nil }
        return isShared || ["screen", "tmux"].contains(where: term.hasPrefix) || term.isEmpty || term == "dumb"
    }
}
