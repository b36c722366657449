import ArgumentParser

/// How much of the rows a sample has: `100` rows, or `10%` of them.
enum SampleSize: ExpressibleByArgument, Sendable, Equatable {
    case rows(Int)
    case fraction(Double)

    init?(argument: String) {
        if argument.hasSuffix("%") {
            guard let part = Double(argument.dropLast()), (0...100).contains(part) else { return nil }
            self = .fraction(part / 100)
        } else {
            guard let rows = Int(argument), rows >= 0 else { return nil }
            self = .rows(rows)
        }
    }
}
