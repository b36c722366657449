import ArgumentParser
import JSON
import LabelStudio
import Lighttable

/// The verb `lighttable label progress`.
struct LabelProgress: Verb {
    static let configuration = CommandConfiguration(
        commandName: "progress",
        abstract: "Tell how far labelling has come, by annotator and label, and how far annotators agree.",
        discussion: """
            Reads the annotations that the last sync brought into the table.

            Examples:
              lighttable label progress demo.photos
              lighttable label progress demo.photos --where "split = 'train'" --json
              lighttable show demo.photos --where "agreement(annotations) < 0.8"
            """
    )

    @Argument(help: "The table.")
    var table: String

    @Option(name: .customLong("where"), help: ArgumentHelp("Only rows for which this is true.", valueName: "expr"))
    var filter: String?

    @Option(help: ArgumentHelp("The column of annotations; default: annotations.", valueName: "name"))
    var annotationsColumn = "annotations"

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in session: Session) async throws {
        let table = try await session.openTable(table)
        let query = try RowArguments.query(on: table, filter: filter, select: nil)
        let progress = try await progress(of: query, session)
        let listing = AnnotationProgressListing(progress)
        if session.isJSON { return try session.document(listing.json(of: table)) }
        try listing.print(in: session)
    }

    /// Who cannot ask the server sees numbers for names.
    private func progress(of query: Query, _ session: Session) async throws -> AnnotationProgress {
        var progress = try await query.annotationProgress(column: annotationsColumn)
        do {
            try await progress.nameAnnotators(server: session.labelStudio())
        } catch let error as LabelStudioError {
            if !progress.annotators.isEmpty, error.code != .notConfigured {
                try session.warn("not asked the server for names: \(ErrorReport(error).text)")
            }
        }
        return progress
    }
}
