import Foundation

/// What a progress bar says at one moment.
struct ProgressLine: Sendable {
    var label: String
    var done: Int
    /// The end, where it is known.
    var total: Int?
    /// Bytes are shown with units, other things are counted.
    var isBytes: Bool
    var detail: String?
    var elapsed: Double

    /// The line, cut to the terminal's width.
    func text(width: Int) -> String {
        let parts = total.map(barParts) ?? counterParts
        return DisplayWidth.prefix(parts.joined(separator: "  "), fitting: width)
    }

    private static let barWidth = 24

    private func barParts(_ total: Int) -> [String] {
        let share = total > 0 ? min(1, Double(done) / Double(total)) : 1
        let filled = Int(share * Double(Self.barWidth))
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: Self.barWidth - filled)
        let percent = "\(Int(share * 100))%"
        return [label, bar, percent, "\(amount(done)) of \(amount(total))", rate, timeLeft(share), detail]
            .compactMap(\.self)
    }

    private var counterParts: [String] {
        [label, amount(done), rate, Quantity.clock(elapsed), detail].compactMap(\.self)
    }

    private var rate: String? {
        guard elapsed >= 0.5, done > 0 else { return nil }
        return amount(Int(Double(done) / elapsed)) + "/s"
    }

    private func timeLeft(_ share: Double) -> String? {
        guard elapsed >= 0.5, share > 0, share < 1 else { return nil }
        return Quantity.clock(elapsed / share - elapsed) + " left"
    }

    private func amount(_ number: Int) -> String {
        isBytes ? Quantity.bytes(number) : Quantity.count(number)
    }
}
