import Foundation
import JSON
import LabelStudio
import Lighttable
import Remote

/// What a verb works with: the store, the two outputs and the user's wishes about them.
struct Session: Sendable {
    let storePath: String?
    let isJSON: Bool
    let isQuiet: Bool
    let hasProgress: Bool
    /// For standard output.
    let style: Style
    /// For standard error.
    let noteStyle: Style
    let out = Output.standard
    let diagnostics = Output.diagnostics

    init(_ options: GlobalOptions) {
        storePath = options.store
        isJSON = options.json
        isQuiet = options.quiet
        hasProgress = !options.quiet && !options.noProgress && Terminal.isTerminal(STDERR_FILENO)
        style = Terminal.style(options.color, on: STDOUT_FILENO)
        noteStyle = Terminal.style(options.color, on: STDERR_FILENO)
    }

    func openStore() throws -> Store {
        if let storePath, storePath.hasPrefix("s3:") {
            throw CommandError(.unsupported, "--store: stores on S3 are not possible yet; name a local directory")
        }
        let options = try RemoteOptions.configured(store: try Store.folder(at: storePath))
        let store = try Store.open(at: storePath, fetcher: RemoteFetcher(options: options))
        try store.functions.registerAnnotationFunctions()
        return store
    }

    /// A line for people on standard error, unless `--quiet`; with `--json` the document says the same.
    func note(_ text: String) throws {
        if isJSON { return }
        try say(CellText.oneLine(text))
    }

    func warn(_ text: String) throws {
        try say(noteStyle.yellow("warning: ") + CellText.oneLine(text))
    }

    /// What was printed before must also be seen before, where both outputs are one terminal.
    private func say(_ line: String) throws {
        if isQuiet { return }
        try out.flush()
        try diagnostics.line(line)
    }

    /// The verb's one JSON document, on standard output.
    func document(_ json: JSONValue) throws { try out.line(json.document) }

    /// Draws a table that fits the terminal, or everything when the output is piped.
    func table(
        _ columns: [TableRenderer.Column],
        _ rows: [[String?]],
        gapAfter: Int? = nil,
        hasBorders: Bool = true
    ) throws {
        try out.write(renderer(columns, rows, gapAfter: gapAfter, hasBorders: hasBorders).render())
    }

    func renderer(
        _ columns: [TableRenderer.Column],
        _ rows: [[String?]],
        gapAfter: Int?,
        hasBorders: Bool = true
    ) -> TableRenderer {
        TableRenderer(
            columns: columns,
            rows: rows,
            gapAfter: gapAfter,
            width: Terminal.width(out.descriptor),
            style: style,
            hasBorders: hasBorders
        )
    }

    /// Runs work under a progress bar.
    func withProgress<T>(_ label: String, _ work: (ProgressMeter) async throws -> T) async throws -> T {
        let meter = ProgressMeter(label, isVisible: hasProgress)
        defer { meter.finish() }
        return try await work(meter)
    }
}
