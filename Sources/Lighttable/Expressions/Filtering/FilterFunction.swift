/// A function that filters know.
enum FilterFunction: String, CaseIterable {
    /// Text in small letters.
    case lower
    /// Text in capitals.
    case upper
    /// The number of characters (Unicode scalars) of a text.
    case length
    /// A number without its sign.
    case abs
    /// The first value that is not null.
    case coalesce

    /// How many arguments the function takes.
    var argumentCounts: ClosedRange<Int> {
        self == .coalesce ? 1...100 : 1...1
    }

    /// What the function takes, for an error.
    var signature: String {
        switch self {
        case .lower, .upper, .length: "one text"
        case .abs: "one number"
        case .coalesce: "1 to 100 values"
        }
    }
}
