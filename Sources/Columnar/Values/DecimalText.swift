/// Spells scaled integers as decimal numbers.
enum DecimalText {
    /// The number `unscaled / 10^scale` with all its digits, such as `-0.50`.
    static func text(of unscaled: Int128, scale: Int) -> String {
        guard scale > 0 else { return "\(unscaled)" + String(repeating: "0", count: unscaled == 0 ? 0 : -scale) }
        let digits = String(unscaled.magnitude)
        let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
        return (unscaled < 0 ? "-" : "") + padded.dropLast(scale) + "." + padded.suffix(scale)
    }
}
