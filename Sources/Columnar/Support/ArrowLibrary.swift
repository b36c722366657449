internal import CArrow

/// The Arrow C++ libraries that do the columnar work.
public enum ArrowLibrary {
    /// Their version, such as `26.0.1`.
    public static var version: String { String(cString: carrow_version()) }

    /// Bytes that Arrow holds now.
    public static var allocatedBytes: Int { Int(carrow_bytes_allocated()) }

    /// The most bytes that Arrow has held at once.
    public static var peakAllocatedBytes: Int { Int(carrow_peak_bytes_allocated()) }
}
