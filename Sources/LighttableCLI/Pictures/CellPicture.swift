/// A picture in cells of a terminal.
struct CellPicture: Sendable {
    let area: PictureArea
    /// What draws it from the cursor on.
    let sequence: String
}
