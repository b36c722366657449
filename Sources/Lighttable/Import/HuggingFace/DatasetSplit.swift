import Columnar
import JSON

/// The files of one split of a dataset.
struct DatasetSplit: Sendable {
    /// A file with rows.
    struct File: Sendable {
        let path: String
        let isParquet: Bool

        /// Opens it.
        func open() async throws -> ArrowSource {
            do {
                return isParquet ? try await ArrowSource.parquet(path) : try await ArrowSource.ipc(path)
            } catch let error as ColumnarError {
                throw ArrowFailure.error(error, file: path)
            }
        }
    }

    /// `nil` where nobody knows.
    let name: String?
    let files: [File]
    /// What the columns are; `nil` where the files say it.
    var features: JSONValue?
}
