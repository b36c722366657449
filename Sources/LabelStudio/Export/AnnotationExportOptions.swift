public import Lighttable

/// Which annotations are exported, and how.
public struct AnnotationExportOptions: Sendable {
    /// Which of several annotations of a row count; those that were cancelled never do.
    public enum Choice: String, Sendable, CaseIterable {
        /// The ground truth, or else what was changed last.
        case newest
        /// The regions of all of them together.
        case all
    }

    /// What becomes of the pictures.
    public enum Media: String, Sendable, CaseIterable {
        /// They are copied beside the annotations.
        case copy
        /// They stay where they are, and the annotations have their paths or addresses.
        case reference
    }

    /// The column of pictures; `nil` for the only one.
    public var imageColumn: String?
    /// The column of annotations, as a sync writes them.
    public var annotationsColumn = "annotations"
    /// Whose regions count when annotations are of several objects, by its name in the label config.
    public var object: String?
    /// The classes in the order of their numbers; `nil` for all labels there are, by name.
    ///
    /// Regions with other labels are left out and counted.
    public var classes: [String]?
    /// Which of several annotations of a row count.
    public var choice: Choice = .newest
    /// The split that the rows are, such as `train`.
    public var split = "train"
    /// A column that has each row's split; `nil` for one split of all rows.
    public var splitColumn: String?
    /// What becomes of the pictures; YOLO needs copies.
    public var media: Media = .copy
    /// What to do when the target exists.
    public var ifExists: ExistingTarget = .error

    /// Creates the default options.
    public init() {}
}
