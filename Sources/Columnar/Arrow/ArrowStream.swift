internal import CArrow
import Synchronization

/// An Arrow C stream that can be taken once.
public final class ArrowStream: Sendable {
    private let box: Mutex<Box?>

    /// Moves a stream from where it stands.
    ///
    /// - Parameter pointer: Points to an `ArrowArrayStream`; its release callback is null afterwards.
    public init(moving pointer: UnsafeMutableRawPointer) {
        let stream = pointer.assumingMemoryBound(to: ArrowArrayStream.self)
        box = Mutex(Box(stream: stream.pointee))
        stream.pointee.release = nil
    }

    /// Takes the stream that a body writes.
    ///
    /// - Parameter export: Fills in an `ArrowArrayStream`, of which it gets the zeroed memory.
    /// - Throws: What the body throws.
    public convenience init(_ export: (UnsafeMutableRawPointer) throws -> Void) throws {
        var stream = ArrowArrayStream()
        try withUnsafeMutableBytes(of: &stream) { bytes in
            if let memory = bytes.baseAddress { try export(memory) }
        }
        self.init(stream)
    }

    private init(_ stream: ArrowArrayStream) {
        box = Mutex(Box(stream: stream))
    }

    deinit {
        box.withLock { box in
            guard var stream = box?.stream else { return }
            carrow_stream_release(&stream)
        }
    }

    /// Writes all that the stream gives as a file in Arrow's IPC stream format.
    ///
    /// - Parameter path: The file.
    /// - Throws: A ``ColumnarError`` when the stream fails or was taken before, or writing fails.
    public func write(to path: String) async throws {
        let executor = BlockingExecutor(label: "lighttable.arrow")
        try await executor.run { [self] in
            let taken = box.withLock { box in
                defer { box = nil }
                return box
            }
            guard var stream = taken?.stream, stream.release != nil else {
                throw ColumnarError(.invalid, "an Arrow stream can be read only once; get another one")
            }
            try checkArrow { carrow_stream_write(&stream, path, $0) }
        }
    }

    /// Lets the C struct cross to the executor; nobody else has it then.
    private struct Box: @unchecked Sendable {
        let stream: ArrowArrayStream
    }
}
