import Columnar
import Foundation

/// What becomes of one column in an export.
struct ExportColumn: Sendable {
    /// How many rows of pictures are in memory at once.
    static let inlineRows = 64

    let column: Column
    /// The column in the Parquet files.
    let field: Field
    /// Whether pictures are embedded.
    let isInline: Bool

    /// - Throws: A ``LighttableError`` for an image column when nothing was said about media.
    init(_ column: Column, media: ParquetExportOptions.Media?) throws {
        self.column = column
        isInline = column.type == .image && media == .inline
        guard column.type != .image || media != nil else {
            throw LighttableError(
                .unsupported,
                "column '\(column.name)' holds images: embed them (--inline-images), keep their URIs "
                    + "(--media reference), or leave the column out",
                at: .init(column: column.name)
            )
        }
        if isInline {
            field = Field(column.name, .binary)
        } else if column.isLocalTime {
            field = Field(column.name, .timestamp(.microsecond, timeZone: nil))
        } else if column.type == .time {
            field = Field(column.name, .time64(.microsecond))
        } else {
            field = try column.arrowField()
        }
    }

    /// The values in the form they have in the files.
    func exported(_ vector: ColumnVector) throws -> ColumnVector {
        guard isInline else { return vector.retyped(field) }
        let builder = try ColumnBuilder(field)
        for index in 0..<vector.count {
            guard let uri = vector.value(at: index).stringValue else {
                try builder.append(.null)
                continue
            }
            try builder.append(.binary(try bytes(of: uri)))
        }
        return try builder.finish()
    }

    private func bytes(of uri: String) throws -> Data {
        guard uri.hasPrefix("file:"), let url = URL(string: uri) else {
            throw LighttableError(
                .unsupported,
                "column '\(column.name)': '\(uri)' is not a local file, and only those can be embedded; "
                    + "keep URIs (--media reference)",
                at: .init(column: column.name)
            )
        }
        guard let data = FileManager.default.contents(atPath: url.path(percentEncoded: false)) else {
            throw LighttableError(
                .fileNotFound,
                "column '\(column.name)': cannot read '\(uri)'; put the file back or keep URIs "
                    + "(--media reference)",
                at: .init(column: column.name, file: url.path(percentEncoded: false))
            )
        }
        return data
    }
}
