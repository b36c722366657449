import Foundation

/// What the process is connected to.
enum Terminal {
    static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// The width in cells, or nil when the descriptor is not a terminal and nothing has to be fitted.
    static func width(_ descriptor: Int32) -> Int? {
        guard isTerminal(descriptor) else { return nil }
        var size = winsize()
        if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
        return ProcessInfo.processInfo.environment["COLUMNS"].flatMap(Int.init) ?? 80
    }

    static func style(_ choice: ColorChoice, on descriptor: Int32) -> Style {
        let environment = ProcessInfo.processInfo.environment
        return Style(isEnabled: choice.isEnabled(isTerminal: isTerminal(descriptor), environment: environment))
    }
}
