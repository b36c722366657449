/// A dataframe, or anything else that can hand out its rows as an Arrow C stream: Swift's form of `__arrow_c_stream__`.
///
/// A type that wraps a table of another library conforms with one function that fills in the struct the library exports to:
///
/// ```swift
/// extension Frame: ArrowStreamConvertible {
///     func exportArrowStream(to stream: UnsafeMutableRawPointer) throws {
///         try export(to: stream.assumingMemoryBound(to: ArrowArrayStream.self))
///     }
/// }
/// ```
public protocol ArrowStreamConvertible {
    /// Writes an `ArrowArrayStream` (https://arrow.apache.org/docs/format/CStreamInterface.html) that gives all rows.
    ///
    /// The stream must not depend on this value staying alive, and may be pulled from any thread, one call at a time.
    /// The receiver calls its release callback.
    ///
    /// - Parameter stream: Zeroed memory of the size of the struct.
    /// - Throws: Whatever went wrong; the memory must not hold a stream then.
    func exportArrowStream(to stream: UnsafeMutableRawPointer) throws
}
