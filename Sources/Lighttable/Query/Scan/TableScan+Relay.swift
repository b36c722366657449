import Columnar
import DeltaLog

extension TableScan {
    /// Files of more bytes are read batch by batch, so that not much of a table is in memory.
    private static let largestWhole = 8 << 20

    /// The rows of each file, several files being read at once; `nil` for a file that is too large to be read whole.
    ///
    /// - Returns: What reads them; `nil` where it does not pay, or functions do work that nobody may ask for.
    func relay() -> FileRelay<AddFile, [RecordBatch]?>? {
        guard canReadSideBySide else { return nil }
        let scan = besideOthers
        return FileRelay(files) { file in
            guard file.size <= Self.largestWhole else { return nil }
            var batches: [RecordBatch] = []
            try await scan.forEachBatch(of: file) { batches.append($0) }
            return batches
        }
    }

    /// The files in runs that follow each other, enough of them to keep all cores busy to the end.
    var runs: [ArraySlice<AddFile>] {
        let size = max(1, files.count / (Processors.count * 16))
        return stride(from: 0, to: files.count, by: size).map { files[$0..<min($0 + size, files.count)] }
    }

    /// Whether there are several files, and working on several of them at once makes no more work.
    var canReadSideBySide: Bool { files.count > 1 && (calls + filterCalls).allSatisfy(\.isColumnar) }

    /// The same for one of several files that are read at the same time.
    var besideOthers: TableScan {
        var scan = self
        scan.isOneOfSeveral = true
        return scan
    }
}
