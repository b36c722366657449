import Foundation
public import Lighttable

extension Store {
    /// Exports pictures with their labelled rectangles, polygons and ellipses as a YOLO dataset, as Ultralytics reads it.
    ///
    /// The folder has `images/SPLIT` with copies of the pictures, `labels/SPLIT` with a text file for each, and `data.yaml`.
    /// It appears whole or not at all. Rows that nobody labelled are left out; pictures that were labelled with nothing
    /// have an empty file.
    ///
    /// ```swift
    /// let report = try await store.exportYOLO(table, to: "boxes", task: .segment)
    /// ```
    ///
    /// - Parameters:
    ///   - rows: The table, at the version of its handle, or a query.
    ///   - path: The folder to make.
    ///   - task: How regions are written.
    ///   - options: Columns, classes, splits, and what to do when the folder exists.
    ///   - progress: Is told how far the export has come.
    /// - Returns: What was written, and what was left out.
    /// - Throws: ``LabelStudioError`` or `LighttableError`; the folder does not exist then, or is as it was.
    public func exportYOLO(
        _ rows: some Exportable,
        to path: String,
        task: YOLOTask = .detect,
        options: AnnotationExportOptions = AnnotationExportOptions(),
        progress: ExportProgress? = nil
    ) async throws -> AnnotationExportReport {
        let query = rows.query()
        guard options.media == .copy else {
            throw LabelStudioError(.unsupported, "YOLO finds labels by the places of copies; use --media copy")
        }
        return try await AnnotationExportReport.measuring(path, query, options, fetcher) { pictures, folder, report in
            let numbers = Dictionary(uniqueKeysWithValues: zip(pictures.classes, 0...))
            var copies = PictureFolder(root: folder, table: query.table.name)
            var labelBytes = 0
            var splits: Set<String> = options.splitColumn == nil ? [options.split] : []
            for split in splits { try Self.makeFolders(folder, split) }
            try await pictures.forEachPicture(&report, progress) { picture in
                if splits.insert(picture.split).inserted { try Self.makeFolders(folder, picture.split) }
                let stem = (try copies.copy(picture) as NSString).deletingPathExtension
                let lines = picture.regions.map { task.line($0, numbers[$0.label] ?? 0, picture.size) }.joined()
                try Data(lines.utf8).write(to: URL(filePath: "\(folder)/labels/\(picture.split)/\(stem).txt"))
                labelBytes += lines.utf8.count
            }
            let description = YOLODescription.text(
                splits: splits,
                classes: pictures.classes,
                title: "\(query.table.name), version \(query.table.version)"
            )
            try Data(description.utf8).write(to: URL(filePath: "\(folder)/data.yaml"))
            report.bytes = copies.bytes + labelBytes + description.utf8.count
            report.files = 2 * report.images + 1
        }
    }

    private static func makeFolders(_ folder: String, _ split: String) throws {
        for kind in ["images", "labels"] {
            try FileManager.default.createDirectory(
                atPath: "\(folder)/\(kind)/\(split)",
                withIntermediateDirectories: true
            )
        }
    }
}
