internal import CArrow
import Foundation
import Synchronization

/// A C stream, pulled on an executor of its own.
final class ArrayStreamSource: Sendable {
    /// Moves a C struct from the stream to its new owner.
    struct Transfer: @unchecked Sendable {
        let value: ArrowArray
    }

    let executor = BlockingExecutor(label: "lighttable.stream")
    private let stream: Mutex<StreamBox>

    /// Takes ownership.
    init(_ stream: ArrowArrayStream) {
        self.stream = Mutex(StreamBox(stream: stream))
    }

    deinit {
        stream.withLock { box in
            carrow_stream_release(&box.stream)
        }
    }

    func schema() throws -> Schema {
        try stream.withLock { box in
            var schema = ArrowSchema()
            try Self.check(carrow_stream_schema(&box.stream, &schema), &box.stream)
            defer { carrow_schema_release(&schema) }
            return SchemaBox.schema(of: schema)
        }
    }

    func next() throws -> Transfer? {
        try stream.withLock { box in
            var array = ArrowArray()
            try Self.check(carrow_stream_next(&box.stream, &array), &box.stream)
            return array.release == nil ? nil : Transfer(value: array)
        }
    }

    private static func check(_ status: Int32, _ stream: inout ArrowArrayStream) throws {
        guard status != 0 else { return }
        let message = stream.get_last_error(&stream).map { String(cString: $0) } ?? "error \(status)"
        throw ColumnarError(codes[status] ?? .io, message)
    }

    private static let codes: [Int32: ColumnarError.Code] = [
        EINVAL: .invalid, ENOMEM: .outOfMemory, ENOSYS: .notSupported,
    ]

    /// Lets the lock own the C struct, which is only touched while it is held.
    private struct StreamBox: @unchecked Sendable {
        var stream: ArrowArrayStream
    }
}
