import Lighttable

/// A picture of an export with what people labelled on it.
struct AnnotatedPicture: Sendable {
    /// The row's number in the export, from 1 on.
    let row: Int
    let uri: String
    let split: String
    let size: PictureSize
    let regions: [Region]
}
