/// Rows that are taken by chance, always the same for one seed.
///
/// The rows that pass a query's filter are numbered in the source's order, and a hash of seed and number decides, so that neither
/// batches nor cores matter. Another version of the table has another sample.
public enum Sampling: Sendable, Hashable {
    /// So many rows, or all when there are fewer: each set of so many is as likely as any other.
    case rows(Int, seed: UInt64)
    /// Each row by itself with a probability from 0 to 1.
    case fraction(Double, seed: UInt64)
}

extension Sampling {
    /// Refuses numbers that make no sense.
    ///
    /// - Throws: A ``LighttableError`` of code `invalidOption`.
    func check() throws {
        switch self {
        case .rows(let rows, _):
            if rows >= 0 { return }
            throw LighttableError(.invalidOption, "a sample of \(rows) rows cannot be taken; ask for at least 0")
        case .fraction(let fraction, _):
            if (0...1).contains(fraction) { return }
            throw LighttableError(
                .invalidOption,
                "a sample of \(fraction) of the rows cannot be taken; give a part from 0 to 1, such as 0.1"
            )
        }
    }

    /// How many of so many rows are taken, where that is known.
    func count(of rows: Int) -> Int? {
        guard case .rows(let wanted, _) = self else { return nil }
        return min(wanted, rows)
    }

    /// The rows that are taken.
    ///
    /// - Parameter count: Tells how many there are.
    /// - Returns: Their numbers, or how they are found.
    /// - Throws: What the count throws.
    func choice(of count: () async throws -> Int) async throws -> SampleChoice {
        switch self {
        case .rows(let rows, let seed): SampleChoice(rows, of: try await count(), seed: seed)
        case .fraction(let fraction, let seed): SampleChoice(fraction: fraction, seed: seed)
        }
    }
}
