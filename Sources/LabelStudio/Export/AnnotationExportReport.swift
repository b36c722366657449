/// What an export of annotations wrote.
public struct AnnotationExportReport: Sendable, Equatable {
    /// The folder.
    public let path: String
    /// Labelled pictures.
    public internal(set) var images = 0
    /// Labelled regions.
    public internal(set) var regions = 0
    /// The classes in the order of their numbers.
    public internal(set) var classes: [String] = []
    /// The files that were written, copies of pictures among them.
    public internal(set) var files = 0
    /// Their bytes.
    public internal(set) var bytes = 0
    /// Rows and regions that are not in the export, by why, such as `not labelled` or `brushlabels`.
    public internal(set) var skipped: [String: Int] = [:]
    /// How long it took.
    public internal(set) var seconds = 0.0

    mutating func skip(_ count: Int, _ reason: String) {
        if count > 0 { skipped[reason, default: 0] += count }
    }
}
