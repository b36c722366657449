/// How far the labelling of some rows has come, and how far the people who label agree.
public struct AnnotationProgress: Sendable, Hashable {
    /// What one person did.
    public struct Annotator: Sendable, Hashable {
        /// The number of the account; `nil` where annotations do not tell.
        public let id: Int?
        /// The account's address; `nil` where nobody asked the server.
        public internal(set) var email: String?
        /// Annotations that are finished.
        public internal(set) var annotations = 0
        /// Tasks skipped.
        public internal(set) var skipped = 0
        /// Annotations that are the ground truth.
        public internal(set) var groundTruths = 0
        /// The mean time that an annotation took, in seconds; `nil` where none tells.
        public internal(set) var meanSeconds: Double?
        /// The mean agreement with the other annotations of the same rows; `nil` where there are none.
        public internal(set) var agreement: Double?
        /// When the person changed something last, in ISO 8601.
        public internal(set) var lastChange: String?
    }

    /// How often a label was given.
    public struct Label: Sendable, Hashable {
        /// The control of the label config.
        public let control: String
        /// The label, choice or other answer.
        public let label: String
        /// How many results have it.
        public internal(set) var count = 0
        /// In how many rows an annotation has it.
        public internal(set) var rows = 0
    }

    /// How far choices are reliable.
    public struct Reliability: Sendable, Hashable {
        /// The control of the label config.
        public let control: String
        /// Krippendorff's alpha for nominal data: 1 for full agreement, 0 for what chance gives.
        public let alpha: Double
    }

    /// Rows looked at.
    public internal(set) var rows = 0
    /// Rows with a finished annotation.
    public internal(set) var labelled = 0
    /// Rows that were only skipped.
    public internal(set) var skipped = 0
    /// Annotations that are finished.
    public internal(set) var annotations = 0
    /// Rows with several finished annotations.
    public internal(set) var compared = 0
    /// Rows whose annotations differ.
    public internal(set) var disputed = 0
    /// The mean agreement of rows with several annotations; `nil` when there are none.
    public internal(set) var agreement: Double?
    /// What each person did, the busiest first.
    public internal(set) var annotators: [Annotator] = []
    /// The labels, the most frequent of each control first.
    public internal(set) var labels: [Label] = []
    /// Controls by which several people classified the same rows.
    public internal(set) var reliability: [Reliability] = []

    /// Rows that nobody labelled or skipped.
    public var open: Int { rows - labelled - skipped }
}
