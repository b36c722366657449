import Foundation

/// Writes a process's lines to standard output, each at once.
struct Journal: Sendable {
    let process: Int

    func write(_ step: Int, _ event: JournalLine.Event) throws {
        let time = DispatchTime.now().uptimeNanoseconds
        let line = JournalLine(process: process, step: step, time: time, event: event)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        try FileHandle.standardOutput.write(contentsOf: encoder.encode(line) + Data("\n".utf8))
    }
}
