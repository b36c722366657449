import Foundation
import Lighttable

extension AnnotationExportReport {
    /// Runs an export of annotations into a folder that takes its place when all is written.
    static func measuring(
        _ path: String,
        _ query: Query,
        _ options: AnnotationExportOptions,
        _ fetcher: (any SourceFetcher)?,
        _ work: (_ pictures: AnnotatedRows, _ folder: String, _ report: inout AnnotationExportReport) async throws ->
            Void
    ) async throws -> AnnotationExportReport {
        let clock = ContinuousClock()
        let start = clock.now
        let target = try ExportTarget(path, ifExists: options.ifExists)
        let pictures = try await AnnotatedRows(query, options, fetcher: fetcher)
        var report = AnnotationExportReport(path: path, classes: pictures.classes)
        try await target.makeSynced { folder in try await work(pictures, folder, &report) }
        report.seconds = (clock.now - start) / .seconds(1)
        return report
    }
}
