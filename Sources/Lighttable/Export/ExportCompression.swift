import Columnar

/// How exported text is compressed.
public enum ExportCompression: String, Sendable, CaseIterable {
    /// Not at all.
    case none
    /// gzip, as in `rows.csv.gz`.
    case gzip
    /// Zstandard, as in `rows.csv.zst`.
    case zstd
    /// bzip2, as in `rows.csv.bz2`.
    case bzip2

    /// What names of such files end in.
    var ending: String? {
        switch self {
        case .none: nil
        case .gzip: ".gz"
        case .zstd: ".zst"
        case .bzip2: ".bz2"
        }
    }

    var columnar: RowFileCompression {
        switch self {
        case .none: .none
        case .gzip: .gzip
        case .zstd: .zstd
        case .bzip2: .bzip2
        }
    }
}
