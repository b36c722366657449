import Lighttable

/// What of its row a pre-annotation may look at.
struct PreAnnotationContext: Sendable {
    /// The path of the picture that the control labels; `nil` when it is not on this machine.
    var picture: String?
    /// The text that the control labels.
    var text: String?

    /// The size of the picture.
    ///
    /// - Throws: A ``PreAnnotationError`` when nobody tells it.
    func pictureSize() throws -> PictureSize {
        guard let picture else {
            throw PreAnnotationError(
                "has no \"image\" with \"width\" and \"height\", and the picture is not on this machine"
            )
        }
        do {
            return try PictureSize(ofFile: picture)
        } catch {
            throw PreAnnotationError("has no \"image\" with \"width\" and \"height\", and \(error)")
        }
    }
}
