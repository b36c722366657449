/// The type of an array's elements.
public enum ElementType: String, Sendable, Hashable, CaseIterable {
    /// Signed integer of 8 bits.
    case int8
    /// Signed integer of 16 bits.
    case int16
    /// Signed integer of 32 bits.
    case int32
    /// Signed integer of 64 bits.
    case int64
    /// Single precision.
    case float32
    /// Double precision.
    case float64
    /// Truth values.
    case bool
    /// Text.
    case string
}
