import ArgumentParser
import Lighttable

/// What to do with rows that do not fit.
struct RejectArguments: ParsableArguments, Sendable {
    /// The words of `--on-error`.
    enum OnError: String, ExpressibleByArgument, CaseIterable, Sendable {
        case abort
        case skip
    }

    @Option(help: "What to do with a row that does not fit: change nothing, or leave it out.")
    var onError = OnError.abort

    @Option(
        help: ArgumentHelp(
            "With --on-error skip: says of each row left out what was wrong, as JSON lines.",
            valueName: "file"
        )
    )
    var rejects: String?

    @Flag(help: "Exit with 0 though rows were left out.")
    var allowRejects = false

    mutating func validate() throws {
        guard rejects != nil || allowRejects, onError == .abort else { return }
        throw ValidationError("--\(rejects == nil ? "allow-rejects" : "rejects") needs --on-error skip")
    }

    var option: ImportOptions.BadRows { onError == .skip ? .skip(rejects: rejects) : .abort }

    /// Ends the command with an error when rows were left out and that was not allowed.
    func check(_ report: ImportReport?, done: String) throws {
        guard let count = report?.rejectedRows, count > 0, !allowRejects else { return }
        let place = rejects.map { "; \($0) says why" } ?? "; --rejects FILE says why, --allow-rejects accepts it"
        throw CommandError(.incomplete, "\(Quantity.count(count, "row")) left out, the others were \(done)\(place)")
    }
}
