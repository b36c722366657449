import Columnar
import Foundation
import Lighttable

extension AnnotatedRows {
    /// Whether a name can be a folder's and part of a file's.
    static func isSplit(_ name: String) -> Bool {
        name.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9_\-]*/) != nil
    }

    static func imageColumn(of table: Table, _ options: AnnotationExportOptions) throws -> Column {
        if let name = options.imageColumn {
            let column = try table.column(named: name)
            guard column.type == .image else {
                throw mapping("column `\(name)` has no pictures; name a column of type Image (--image-column)", table)
            }
            return column
        }
        let columns = table.columns.filter { $0.type == .image }
        guard let only = columns.first, columns.count == 1 else {
            let names = columns.map { "`\($0.name)`" }.joined(separator: ", ")
            throw mapping(
                columns.isEmpty
                    ? "there is no column of pictures; annotations are exported with the pictures they are of"
                    : "there are several columns of pictures: \(names); choose one (--image-column)",
                table
            )
        }
        return only
    }

    static func check(_ table: Table, _ options: AnnotationExportOptions) throws {
        let column = try table.column(named: options.annotationsColumn)
        guard column.type == .json else {
            throw mapping(
                "column `\(column.name)` is \(column.type), but annotations are Json; name another (--annotations-column)",
                table
            )
        }
        if let name = options.splitColumn, try table.column(named: name).type != .string {
            throw mapping("column `\(name)` is no text, as names of splits are; name another (--split-column)", table)
        }
        guard isSplit(options.split) else {
            throw mapping("'\(options.split)' cannot be a split's name; use letters, digits, - and _", table)
        }
        if let classes = options.classes, Set(classes).count != classes.count {
            throw mapping("a class is named twice; name each once", table)
        }
    }

    private static func mapping(_ message: String, _ table: Table) -> LabelStudioError {
        LabelStudioError(.invalidMapping, message, location: .init(table: table.name))
    }

    static func refuseSeveral(_ objects: Set<String>) throws {
        guard objects.count > 1 else { return }
        let names = objects.sorted().map { "`\($0)`" }.joined(separator: ", ")
        throw LabelStudioError(
            .invalidMapping,
            "the annotations are of several objects of the label config: \(names); choose one (--object)"
        )
    }

    /// What a row's annotations say; `nil` when it has none.
    static func findings(
        _ row: Row,
        _ number: Int,
        _ reader: RegionReader,
        _ options: AnnotationExportOptions
    ) throws -> RegionReader.Findings? {
        let column = options.annotationsColumn
        guard let text = row[column].stringValue else { return nil }
        do {
            return try reader.findings(in: text)
        } catch {
            throw LabelStudioError(
                .invalidMapping,
                "row \(number), column `\(column)` \(error.reason): \(text.prefix(60)); mend it, leave the row out "
                    + "(--where), or name another column (--annotations-column)",
                location: .init(column: column)
            )
        }
    }
}
