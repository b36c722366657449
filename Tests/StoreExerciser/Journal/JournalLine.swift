import Foundation

/// One line of what a process did.
struct JournalLine: Codable, Sendable {
    enum Event: Codable, Sendable {
        /// The operation is about to be done.
        case begun(TableOperation)
        /// It is done.
        case done(Acknowledgement)
        /// One row of an `insertTogether` is done.
        case rowDone(Int, Acknowledgement)
        /// It, or one row of an `insertTogether`, failed.
        case failed(Failure)
    }

    struct Acknowledgement: Codable, Hashable, Sendable {
        var version: Int
        var counts = TableModel.Counts()
        var observation: Observation?
    }

    struct Failure: Codable, Hashable, Sendable {
        var row: Int?
        var code: String
        var message: String
    }

    var process: Int
    var step: Int
    /// Nanoseconds on a clock that all processes share.
    var time: UInt64
    var event: Event
}

extension JournalLine {
    /// The lines of a journal; the last may be torn when its writer was killed.
    static func lines(of text: some StringProtocol) -> [JournalLine] {
        text.split(separator: "\n").compactMap { try? JSONDecoder().decode(JournalLine.self, from: Data($0.utf8)) }
    }
}
