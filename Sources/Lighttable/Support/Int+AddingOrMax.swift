extension Int {
    /// The sum with a number that is not below 0, or the greatest number where the sum is beyond it.
    func addingOrMax(_ other: Int) -> Int {
        let (sum, isBeyond) = addingReportingOverflow(other)
        return isBeyond ? .max : sum
    }
}
