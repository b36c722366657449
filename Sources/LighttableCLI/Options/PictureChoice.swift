import ArgumentParser

/// How pictures are printed.
enum PictureChoice: String, ExpressibleByArgument, CaseIterable, Sendable {
    case auto
    case kitty
    case iterm
    case sixel
    case off = "none"

    /// The way that was asked for, whatever the output is.
    var way: PictureProtocol? {
        switch self {
        case .auto, .off: nil
        case .kitty: .kitty
        case .iterm: .iterm
        case .sixel: .sixel
        }
    }
}
