import Columnar

/// Says what is wrong with a Parquet or Arrow file.
enum ArrowFailure {
    static func error(_ error: ColumnarError, file: String) -> LighttableError {
        let plain = LighttableError(error, file: file)
        guard [.malformedFile, .inputOutput, .unsupported].contains(plain.code) else { return plain }
        let isEncrypted = ["encrypt", "decrypt"].contains { error.message.lowercased().contains($0) }
        return LighttableError(
            isEncrypted ? .unsupported : plain.code == .inputOutput ? .malformedFile : plain.code,
            isEncrypted
                ? "the file is encrypted; write it without encryption" : "the file cannot be read: \(error.message)",
            at: plain.location,
            cause: error
        )
    }
}
