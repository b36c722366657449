import Foundation
public import Lighttable

extension Store {
    /// Exports pictures with their labelled rectangles, polygons and ellipses as a COCO dataset.
    ///
    /// The folder has `images/SPLIT` with copies of the pictures and `annotations/instances_SPLIT.json`, in which each
    /// region has its bounding box and its outline. It appears whole or not at all. Rows that nobody labelled are left out;
    /// pictures that were labelled with nothing are in it.
    ///
    /// ```swift
    /// let report = try await store.exportCOCO(table, to: "boxes")
    /// print(report.images, report.regions, report.skipped)
    /// ```
    ///
    /// - Parameters:
    ///   - rows: The table, at the version of its handle, or a query.
    ///   - path: The folder to make.
    ///   - options: Columns, classes, splits, and what to do when the folder exists.
    ///   - progress: Is told how far the export has come.
    /// - Returns: What was written, and what was left out.
    /// - Throws: ``LabelStudioError`` or `LighttableError`; the folder does not exist then, or is as it was.
    public func exportCOCO(
        _ rows: some Exportable,
        to path: String,
        options: AnnotationExportOptions = AnnotationExportOptions(),
        progress: ExportProgress? = nil
    ) async throws -> AnnotationExportReport {
        let query = rows.query()
        return try await AnnotationExportReport.measuring(path, query, options, fetcher) { pictures, folder, report in
            let annotations = "\(folder)/annotations"
            try FileManager.default.createDirectory(atPath: annotations, withIntermediateDirectories: true)
            func writer(_ split: String) throws -> COCOWriter {
                try COCOWriter(
                    path: "\(annotations)/instances_\(split).json",
                    classes: pictures.classes,
                    description: "\(query.table.name), version \(query.table.version)"
                )
            }
            var writers = options.splitColumn == nil ? [options.split: try writer(options.split)] : [:]
            var copies = PictureFolder(root: folder, table: query.table.name)
            try await pictures.forEachPicture(&report, progress) { picture in
                let name = options.media == .copy ? try copies.copy(picture) : Self.reference(picture.uri)
                var current = try writers[picture.split] ?? writer(picture.split)
                try current.add(picture, name: name)
                writers[picture.split] = current
            }
            for var writer in writers.values { report.bytes += try writer.finish() }
            report.bytes += copies.bytes
            report.files = writers.count + (options.media == .copy ? report.images : 0)
        }
    }

    /// The path of a picture that is on this machine, the address of another.
    private static func reference(_ uri: String) -> String {
        (try? MediaReference(uri))?.localPath ?? uri
    }
}
