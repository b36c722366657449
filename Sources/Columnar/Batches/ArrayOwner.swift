internal import CArrow

/// Owns one Arrow array and releases it once, when nothing refers to it any more.
///
/// Unchecked because the C struct is never written after it was handed over: Arrow data is immutable.
final class ArrayOwner: @unchecked Sendable {
    private var array: ArrowArray

    /// Takes ownership.
    init(_ array: ArrowArray) {
        self.array = array
    }

    deinit {
        carrow_array_release(&array)
    }

    /// The array as it is; valid as long as the owner.
    var view: ArrowArray { array }
}
