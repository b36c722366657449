import Columnar
import Foundation
import Lighttable

/// Reads the labelled pictures of a query.
struct AnnotatedRows: Sendable {
    private let query: Query
    private let image: Column
    /// Gets pictures from the network.
    private let fetcher: (any SourceFetcher)?
    private let options: AnnotationExportOptions
    /// The classes in the order of their numbers.
    let classes: [String]
    /// Labelled and other rows.
    let rowCount: Int

    /// Finds the columns and the classes; for the latter, all annotations are read.
    ///
    /// - Throws: ``LabelStudioError`` that names column and row.
    init(_ query: Query, _ options: AnnotationExportOptions, fetcher: (any SourceFetcher)?) async throws {
        self.options = options
        self.fetcher = fetcher
        image = try Self.imageColumn(of: query.table, options)
        try Self.check(query.table, options)
        self.query = query.select([image.name, options.annotationsColumn] + [options.splitColumn].compactMap(\.self))
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
        var labelled: [LabelledRow] = []
        var number = 0
        for try await row in try query.rows() {
            number += 1
            try Task.checkCancellation()
            if let row = try self.labelled(row, number, reader, &report) { labelled.append(row) }
            guard labelled.count == Self.rowsAtOnce else { continue }
            try await give(labelled, &report, body)
            labelled = []
            progress?(ExportProgressUpdate(rows: number, totalRows: rowCount))
        }
        try await give(labelled, &report, body)
        progress?(ExportProgressUpdate(rows: number, totalRows: rowCount))
    }

    /// A row that somebody labelled.
    private struct LabelledRow {
        let number: Int
        let uri: String
        let split: String
        let findings: RegionReader.Findings
    }

    /// As many pictures are fetched together.
    private static let rowsAtOnce = 64

    private func labelled(
        _ row: Row,
        _ number: Int,
        _ reader: RegionReader,
        _ report: inout AnnotationExportReport
    ) throws -> LabelledRow? {
        guard let findings = try Self.findings(row, number, reader, options), findings.isLabelled else {
            report.skip(1, "not labelled")
            return nil
        }
        guard let uri = row[image.name].stringValue else {
            report.skip(1, "no picture")
            return nil
        }
        return LabelledRow(number: number, uri: uri, split: try split(of: row, number), findings: findings)
    }

    private func give(
        _ rows: [LabelledRow],
        _ report: inout AnnotationExportReport,
        _ body: (AnnotatedPicture) async throws -> Void
    ) async throws {
        let needed = rows.filter { options.media == .copy || $0.findings.size == nil }
        let cells = needed.map { FetchedMedia.Cell(uri: $0.uri, column: image, row: $0.number) }
        let fetched = try await FetchedMedia(cells, by: fetcher)
        for row in rows {
            let picture = try picture(row, fetched.path(of: row.uri), &report)
            report.images += 1
            report.regions += picture.regions.count
            try await body(picture)
        }
        withExtendedLifetime(fetched) {}
    }

    private func picture(
        _ row: LabelledRow,
        _ fetched: String?,
        _ report: inout AnnotationExportReport
    ) throws -> AnnotatedPicture {
        let file = try fetched ?? MediaReference(row.uri).localPath
        let size = try row.findings.size ?? size(of: row, file)
        for (reason, count) in row.findings.skipped { report.skip(count, reason) }
        let known = row.findings.regions.filter { classes.contains($0.label) }
        let visible = known.filter { $0.box(in: size).hasArea }
        report.skip(row.findings.regions.count - known.count, "other classes")
        report.skip(known.count - visible.count, "no area")
        return AnnotatedPicture(
            row: row.number,
            uri: row.uri,
            file: file,
            split: row.split,
            size: size,
            regions: visible
        )
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

    private func size(of row: LabelledRow, _ file: String?) throws -> PictureSize {
        guard let file else {
            throw LabelStudioError(
                .invalidMedia,
                "row \(row.number), column `\(image.name)`: the size of '\(row.uri)' is not known, as no region tells it "
                    + "and the picture is not on this machine; leave the row out (--where)",
                location: .init(table: query.table.name, column: image.name, row: row.number)
            )
        }
        do {
            return try PictureSize(ofFile: file)
        } catch let error as LighttableError where error.code != .unsupported {
            throw LabelStudioError(
                .invalidMedia,
                "row \(row.number), column `\(image.name)`: \(error)",
                location: .init(table: query.table.name, column: image.name, row: row.number),
                cause: error
            )
        }
    }
}
