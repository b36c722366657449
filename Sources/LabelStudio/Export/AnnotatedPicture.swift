import Lighttable

/// A picture of an export with what people labelled on it.
struct AnnotatedPicture: Sendable {
    /// The row's number in the export, from 1 on.
    let row: Int
    let uri: String
    /// Its file on this machine, where there is one.
    let file: String?
    let split: String
    let size: PictureSize
    let regions: [Region]
}
