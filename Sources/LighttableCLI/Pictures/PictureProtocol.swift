/// A way in which terminals are told to draw pictures.
enum PictureProtocol: Sendable {
    case kitty
    case iterm
    case sixel
}
