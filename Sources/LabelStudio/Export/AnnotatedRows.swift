import Columnar
import Foundation
import Lighttable

/// Reads the labelled pictures of a query.
struct AnnotatedRows: Sendable {
    private let query: Query
    private let image: String
    private let options: AnnotationExportOptions
    /// The classes in the order of their numbers.
    let classes: [String]
    /// Labelled and other rows.
    let rowCount: Int

    /// Finds the columns and the classes; for the latter, all annotations are read.
    ///
    /// - Throws: ``LabelStudioError`` that names column and row.
    init(_ query: Query, _ options: AnnotationExportOptions) async throws {
        self.options = options
        image = try Self.imageColumn(of: query.table, options)
        try Self.check(query.table, options)
        self.query = query.select([image, options.annotationsColumn] + [options.splitColumn].compactMap(\.self))
        let reader = RegionReader(choice: options.choice, object: options.object)
        var (labels, objects, count): (Set<String>, Set<String>, Int) = ([], [], 0)
        for try await row in try self.query.select([options.annotationsColumn]).rows() {
            count += 1
            guard let findings = try Self.findings(row, count, reader, options) else { continue }
            labels.formUnion(findings.regions.map(\.label))
            objects.formUnion(findings.objects)
        }
        try Self.refuseSeveral(objects)
        rowCount = count
        classes = options.classes ?? labels.sorted()
    }

    /// Gives each labelled picture to a body, in the order of the rows.
    ///
    /// - Parameters:
    ///   - report: Counts what is left out.
    ///   - progress: Is told after each row.
    ///   - body: Takes a picture.
    /// - Throws: ``LabelStudioError`` that names column and row, and what the body throws.
    func forEachPicture(
        _ report: inout AnnotationExportReport,
        _ progress: ExportProgress?,
        _ body: (AnnotatedPicture) async throws -> Void
    ) async throws {
        let reader = RegionReader(choice: options.choice, object: options.object)
        var number = 0
        for try await row in try query.rows() {
            number += 1
            try Task.checkCancellation()
            if let picture = try picture(row, number, reader, &report) {
                report.images += 1
                report.regions += picture.regions.count
                try await body(picture)
            }
            progress?(ExportProgressUpdate(rows: number, totalRows: rowCount))
        }
    }

    private func picture(
        _ row: Row,
        _ number: Int,
        _ reader: RegionReader,
        _ report: inout AnnotationExportReport
    ) throws -> AnnotatedPicture? {
        guard let findings = try Self.findings(row, number, reader, options), findings.isLabelled else {
            report.skip(1, "not labelled")
            return nil
        }
        guard let uri = row[image].stringValue else {
            report.skip(1, "no picture")
            return nil
        }
        for (reason, count) in findings.skipped { report.skip(count, reason) }
        let known = findings.regions.filter { classes.contains($0.label) }
        let size = try findings.size ?? size(of: uri, number)
        let visible = known.filter { $0.box(in: size).hasArea }
        report.skip(findings.regions.count - known.count, "other classes")
        report.skip(known.count - visible.count, "no area")
        let split = try split(of: row, number)
        return AnnotatedPicture(row: number, uri: uri, split: split, size: size, regions: visible)
    }

    private func split(of row: Row, _ number: Int) throws -> String {
        guard let column = options.splitColumn else { return options.split }
        guard let name = row[column].stringValue, Self.isSplit(name) else {
            let found = row[column].stringValue.map { "'\($0)'" } ?? "null"
            throw LabelStudioError(
                .invalidMapping,
                "row \(number), column `\(column)`: \(found) cannot be a split's name; use letters, digits, - and _, "
                    + "or leave the row out (--where)",
                location: .init(table: query.table.name, column: column)
            )
        }
        return name
    }

    private func size(of uri: String, _ number: Int) throws -> PictureSize {
        guard case .local(let path) = try MediaReference(uri) else {
            throw LabelStudioError(
                .invalidMedia,
                "row \(number), column `\(image)`: the size of '\(uri)' is not known, as no region tells it and the "
                    + "picture is not on this machine; leave the row out (--where)",
                location: .init(table: query.table.name, column: image)
            )
        }
        return try PictureSize(ofFile: path)
    }
}

extension AnnotatedRows {
    /// Whether a name can be a folder's and part of a file's.
    static func isSplit(_ name: String) -> Bool {
        name.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9_\-]*/) != nil
    }

    private static func imageColumn(of table: Table, _ options: AnnotationExportOptions) throws -> String {
        if let name = options.imageColumn {
            guard try table.column(named: name).type == .image else {
                throw mapping("column `\(name)` has no pictures; name a column of type Image (--image-column)", table)
            }
            return name
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
        return only.name
    }

    private static func check(_ table: Table, _ options: AnnotationExportOptions) throws {
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

    private static func refuseSeveral(_ objects: Set<String>) throws {
        guard objects.count > 1 else { return }
        let names = objects.sorted().map { "`\($0)`" }.joined(separator: ", ")
        throw LabelStudioError(
            .invalidMapping,
            "the annotations are of several objects of the label config: \(names); choose one (--object)"
        )
    }

    /// What a row's annotations say; `nil` when it has none.
    private static func findings(
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
