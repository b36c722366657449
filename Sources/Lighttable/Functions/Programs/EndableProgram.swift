/// A program that works for one task at a time, until it is ended.
protocol EndableProgram: Sendable {
    /// Ends the program.
    func end()
}
