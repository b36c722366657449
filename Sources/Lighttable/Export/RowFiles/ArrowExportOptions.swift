import Columnar

/// How rows are exported to Arrow's IPC formats.
public struct ArrowExportOptions: Sendable {
    /// The IPC formats (https://arrow.apache.org/docs/format/Columnar.html#serialization-and-interprocess-communication-ipc).
    public enum Layout: String, Sendable, CaseIterable {
        /// The file format, which is Feather V2.
        case file
        /// The stream format, which can be read from a pipe.
        case stream
    }

    /// How Arrow's buffers are compressed.
    public enum Compression: String, Sendable, CaseIterable {
        /// Not at all: files can be mapped into memory.
        case none
        /// LZ4, as Feather has it.
        case lz4
        /// Zstandard.
        case zstd
    }

    /// The format; `nil` is a stream for a descriptor and a name that ends in `.arrows`, else a file.
    public var layout: Layout?
    /// The compression of buffers.
    public var compression: Compression = .lz4
    /// What to do when the target exists.
    public var ifExists: ExistingTarget = .error

    /// Creates the default options.
    public init() {}

    /// The options for a destination, with the description of the export.
    func resolved(for destination: ExportDestination, description: String) -> RowFileDraft.Options {
        RowFileDraft.Options(
            file: .init(
                format: isStream(destination) ? .arrowStream : .arrowFile,
                compression: compression.columnar,
                metadata: [ExportDescription.metadataKey: description]
            ),
            ifExists: ifExists
        )
    }

    private func isStream(_ destination: ExportDestination) -> Bool {
        if let layout { return layout == .stream }
        if case .descriptor = destination { return true }
        return destination.hasEnding([".arrows"])
    }
}

extension ArrowExportOptions.Compression {
    fileprivate var columnar: RowFileCompression {
        switch self {
        case .none: .none
        case .lz4: .lz4
        case .zstd: .zstd
        }
    }
}
