import ArgumentParser
import Columnar
import Lighttable

/// How exported files are compressed.
enum CompressionChoice: String, ExpressibleByArgument, CaseIterable, Sendable {
    case none
    case snappy
    case lz4
    case zstd
    case gzip
    case bzip2

    /// The same for the pages of Parquet.
    func parquet() throws -> ParquetCompression {
        try ParquetCompression(rawValue: rawValue) ?? refuse("parquet", ParquetCompression.allCases.map(\.rawValue))
    }

    /// The same for text.
    func text() throws -> ExportCompression {
        try ExportCompression(rawValue: rawValue) ?? refuse("text", ExportCompression.allCases.map(\.rawValue))
    }

    /// The same for the buffers of Arrow.
    func arrow() throws -> ArrowExportOptions.Compression {
        let all = ArrowExportOptions.Compression.allCases.map(\.rawValue)
        return try ArrowExportOptions.Compression(rawValue: rawValue) ?? refuse("arrow", all)
    }

    private func refuse<Result>(_ format: String, _ words: [String]) throws -> Result {
        throw ValidationError("\(format) has no \(rawValue) compression; choose \(words.joined(separator: ", "))")
    }
}
