/// The stable identity of a row: the same through updates, compaction and renames, and never used again.
public struct RowID: RawRepresentable, Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
    /// The number.
    public let rawValue: Int

    /// Creates a row id.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// The number as text.
    public var description: String { String(rawValue) }

    /// Whether a row id is less than another.
    public static func < (left: RowID, right: RowID) -> Bool { left.rawValue < right.rawValue }
}
