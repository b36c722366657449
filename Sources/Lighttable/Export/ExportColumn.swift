import Columnar
import Foundation

/// What becomes of one column in an export.
struct ExportColumn: Sendable {
    /// What kind of file a column goes into.
    enum Form {
        /// Parquet, which has no lengths of time.
        case parquet
        /// Comma-separated values.
        case csv
        /// JSON, in which documents are values.
        case json
        /// Parquet as `datasets` has it, in which all media are embedded.
        case huggingFace
        /// Arrow, in which documents are text: marked as `arrow.json`, Polars would not read them as such.
        case arrow
    }

    /// The form in which `datasets` keeps files in Parquet, which is the only one it takes for pictures.
    private static let embedded = DataType.structure([Field("bytes", .binary), Field("path", .string)])

    /// How many rows of pictures are in memory at once.
    static let inlineRows = 64

    let column: Column
    /// The column in the files.
    let field: Field
    /// Whether media are embedded.
    let isInline: Bool
    /// The names of the classes that the numbers in the files stand for.
    let classNames: [String]
    /// The numbers of the classes for a column that has their names as text.
    private let classNumbers: [String: Int]?
    /// The type that documents have together, where they become nested columns.
    private let shape: DocumentShape?
    /// Whether media that are no local files stay addresses where others are embedded.
    private let keepsAddresses: Bool

    /// - Throws: A ``LighttableError`` for an image column in Parquet when nothing was said about media.
    init(_ column: Column, form: Form, media: ParquetExportOptions.Media?, shape: DocumentShape? = nil) throws {
        self.column = column
        self.shape = shape?.isText == true ? nil : shape
        let isNumbered = form == .huggingFace && column.type == .string && !column.classNames.isEmpty
        classNames = isNumbered || column.type == .int ? column.classNames : []
        classNumbers = isNumbered ? Dictionary(zip(column.classNames, 0...)) { first, _ in first } : nil
        isInline = form == .huggingFace ? column.type.isMedia : column.type == .image && media == .inline
        keepsAddresses = form == .huggingFace
        guard column.type != .image || media != nil || form != .parquet else {
            throw LighttableError(
                .unsupported,
                "column '\(column.name)' holds images: embed them (--inline-images), copy them "
                    + "(--media copy), keep their URIs (--media reference), or leave the column out",
                at: .init(column: column.name)
            )
        }
        if isInline {
            field = Field(column.name, Self.embedded)
        } else if let shape = self.shape {
            field = shape.field(column.name)
        } else {
            field = isNumbered ? Field(column.name, .int64) : try Self.field(of: column, in: form)
        }
    }

    private static func field(of column: Column, in form: Form) throws -> Field {
        if column.isLocalTime { return Field(column.name, .timestamp(.microsecond, timeZone: nil)) }
        var field = try column.arrowField()
        switch column.type {
        case .time: field.type = .time64(.microsecond)
        case .duration where form == .csv || form == .json || form == .arrow: field.type = .duration(.microsecond)
        case .json where form != .csv && form != .arrow: field.isJSON = field.type == .string
        default: break
        }
        return field
    }

    /// The values in the form they have in the files.
    ///
    /// - Parameters:
    ///   - vector: The values as the table has them.
    ///   - firstRow: The number of the first of them in the export, from 1 on.
    ///   - copies: Takes copies of media; `nil` leaves them where they are.
    ///   - fetched: The media that are not on this machine.
    /// - Returns: The column of the files.
    /// - Throws: A ``LighttableError`` that names the row for a medium that cannot be read.
    func exported(
        _ vector: ColumnVector,
        firstRow: Int,
        _ copies: MediaCopies?,
        _ fetched: FetchedMedia?
    ) throws -> ColumnVector {
        if isInline { return try mapped(vector, firstRow) { try embedding($0, fetched) } }
        if let shape { return try mapped(vector, firstRow) { shape.value(of: try column.document($0)) } }
        if let classNumbers { return try mapped(vector, firstRow) { classNumbers[$0].map(Value.int) ?? .null } }
        guard let copies, column.type.isMedia else { return vector.retyped(field) }
        return try mapped(vector, firstRow) { .string(try copies.path(of: $0, in: column.name, fetched)) }
    }

    /// Whether the files of media are read, be it to embed or to copy them.
    ///
    /// - Parameter areCopied: Whether media are copied.
    /// - Returns: `false` where URIs are all that is needed.
    func readsFiles(areCopied: Bool) -> Bool {
        isInline ? !keepsAddresses : areCopied && column.type.isMedia
    }

    private func embedding(_ uri: String, _ fetched: FetchedMedia?) throws -> Value {
        if keepsAddresses, !uri.hasPrefix("file:") {
            return .structure([NamedValue(name: "bytes", value: .null), NamedValue(name: "path", value: .string(uri))])
        }
        let (path, bytes) = try LocalMedium.contents(of: uri, in: column.name, fetched)
        return .structure([
            NamedValue(name: "bytes", value: .binary(bytes)),
            NamedValue(name: "path", value: .string((path as NSString).lastPathComponent)),
        ])
    }

    private func mapped(
        _ vector: ColumnVector,
        _ firstRow: Int,
        _ value: (String) throws -> Value
    ) throws -> ColumnVector {
        let builder = try ColumnBuilder(field)
        for index in 0..<vector.count {
            do {
                try builder.append(try vector.value(at: index).stringValue.map(value) ?? .null)
            } catch let error as LighttableError {
                throw error.about(row: firstRow + index)
            }
        }
        return try builder.finish()
    }
}
