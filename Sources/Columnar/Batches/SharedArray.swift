internal import CArrow

/// An array together with what keeps its memory alive.
///
/// Unchecked for the pointers in the C struct: the data behind them is immutable while the owner lives.
struct SharedArray: @unchecked Sendable {
    let array: ArrowArray
    let owner: ArrayOwner

    /// The buffer at a position, `nil` when the array has none there.
    func buffer(_ index: Int) -> UnsafeRawPointer? {
        guard index < Int(array.n_buffers) else { return nil }
        return array.buffers?[index]
    }
}
