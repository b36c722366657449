public import Columnar

/// Something in a table that is not as it should be.
public struct Problem: Sendable, Equatable {
    /// What is wrong.
    public enum Kind: String, Sendable, CaseIterable {
        /// Several rows have the same primary key.
        case duplicateKey
        /// A column of the primary key is null.
        case nullKey
        /// A required column is null.
        case nullInRequiredColumn
        /// A data file is not there.
        case missingFile
        /// A data file cannot be read.
        case unreadableFile
        /// A data file is not as large as the log says.
        case wrongFileSize
        /// A data file does not have as many rows as the log says.
        case wrongRowCount
        /// A file that a media cell names is not there.
        case missingMedia
        /// Rows have no row id, because another engine wrote them.
        case missingRowID

        /// Whether ``Table/repair(message:)`` does something about it.
        public var isRepairable: Bool {
            switch self {
            case .duplicateKey, .nullInRequiredColumn, .missingFile, .missingRowID: true
            case .nullKey, .unreadableFile, .wrongFileSize, .wrongRowCount, .missingMedia: false
            }
        }
    }

    /// What is wrong.
    public let kind: Kind
    /// The column it is about.
    public var column: String?
    /// The row's primary key, in the order of the key's columns; empty when it is not about a row, or without a key.
    public var key: [Value] = []
    /// The row's id, when it has one.
    public var row: RowID?
    /// The data file, or the media file, it is about.
    public var file: String?
    /// How many rows are concerned.
    public var rows = 1
    /// What is wrong and what to do about it, in one line.
    public let message: String

    /// The primary key as text, `nil` when there is none.
    public var keyText: String? {
        key.isEmpty ? nil : key.map(\.plainText).joined(separator: ", ")
    }
}
