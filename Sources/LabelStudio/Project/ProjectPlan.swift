public import Lighttable

/// What making a Label Studio project would do.
public struct ProjectPlan: Sendable, Equatable {
    /// A column that fills a data field.
    public struct Field: Sendable, Equatable {
        /// The data field of the label config.
        public let name: String
        /// The table's column.
        public let column: Column
    }

    /// The name of the link.
    public let name: String
    /// The project's title.
    public let title: String
    /// How media reach Label Studio.
    public let mediaImportMethod: MediaImportMethod
    /// The data fields with their columns.
    public let fields: [Field]
    /// The controls that show predictions, with their columns.
    public let preAnnotations: [Field]
    /// The column that takes the annotations.
    public let annotationsColumn: String
    /// Whether that column is added to the table.
    public let addsAnnotationsColumn: Bool
    /// How many rows the table has.
    public let rows: Int
    /// Directories the project would share with the server, for the method ``MediaImportMethod/file``.
    public let storageDirectories: [String]
    /// What should be known beforehand.
    public let warnings: [String]
    /// A medium that has to be in the project's bucket, if there is one.
    let publishedFile: String?
}
