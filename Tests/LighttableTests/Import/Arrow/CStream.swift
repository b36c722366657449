import CArrow
import Foundation
import Testing

/// Hands out the rows of a Parquet file as a C stream, as a dataframe library does.
enum CStream {
    private final class Source {
        var inner: ArrowArrayStream
        let metadata: UnsafeMutablePointer<CChar>?

        init(_ inner: ArrowArrayStream, _ metadata: UnsafeMutablePointer<CChar>?) {
            self.inner = inner
            self.metadata = metadata
        }

        deinit {
            inner.release(&inner)
            metadata?.deallocate()
        }
    }

    /// Writes the stream to memory; its schema has a text as what pandas says of the columns.
    static func export(_ path: String, pandas: String? = nil, to memory: UnsafeMutableRawPointer) throws {
        var error = carrow_error()
        var inner = ArrowArrayStream()
        var reading = carrow_parquet_reading(
            batch_rows: 1000,
            first_group: 0,
            group_count: -1,
            use_threads: true,
            verifies_again: false
        )
        try #require(carrow_parquet_stream(path, nil, &reading, &inner, &error))
        let source = Source(inner, pandas.map { encoded("pandas", $0) })
        var stream = ArrowArrayStream()
        stream.private_data = Unmanaged.passRetained(source).toOpaque()
        stream.get_schema = { stream, schema in
            let source = CStream.source(stream)
            let status = source.inner.get_schema(&source.inner, schema)
            if let metadata = source.metadata { schema?.pointee.metadata = UnsafePointer(metadata) }
            return status
        }
        stream.get_next = { stream, array in
            let source = CStream.source(stream)
            return source.inner.get_next(&source.inner, array)
        }
        stream.get_last_error = { _ in nil }
        stream.release = { stream in
            guard let box = stream?.pointee.private_data else { return }
            Unmanaged<Source>.fromOpaque(box).release()
            stream?.pointee.release = nil
        }
        memory.storeBytes(of: stream, as: ArrowArrayStream.self)
    }

    private static func source(_ stream: UnsafeMutablePointer<ArrowArrayStream>?) -> Source {
        guard let box = stream?.pointee.private_data else { preconditionFailure("the stream was released") }
        return Unmanaged<Source>.fromOpaque(box).takeUnretainedValue()
    }

    /// One pair of Arrow's metadata: their number, then key and value with their lengths.
    private static func encoded(_ key: String, _ value: String) -> UnsafeMutablePointer<CChar> {
        var bytes: [UInt8] = []
        func append(_ number: Int) { withUnsafeBytes(of: Int32(number)) { bytes.append(contentsOf: $0) } }
        append(1)
        for text in [key, value] {
            append(text.utf8.count)
            bytes.append(contentsOf: text.utf8)
        }
        let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
        for (index, byte) in bytes.enumerated() { (copy + index).initialize(to: CChar(bitPattern: byte)) }
        return copy
    }
}
