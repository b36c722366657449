/// What the values of a column lost on their way into their plain type.
public struct ArrowLosses: Sendable, Hashable {
    /// Digits of a second after the sixth.
    public let belowMicroseconds: Bool
    /// NaN and infinities within JSON, where they became null.
    public let notFinite: Bool
}
