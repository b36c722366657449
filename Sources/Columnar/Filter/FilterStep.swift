/// One step of a filter in reverse Polish notation, run by Arrow's compute functions.
///
/// `width > 100` is `[.column("width"), .int(100), .call("greater", arguments: 2)]`.
public enum FilterStep: Sendable, Hashable {
    /// Pushes a column.
    case column(String)
    /// Pushes null.
    case null
    /// Pushes a truth value.
    case bool(Bool)
    /// Pushes an integer.
    case int(Int)
    /// Pushes a number.
    case double(Double)
    /// Pushes text.
    case string(String)
    /// Replaces the top arguments by an Arrow compute function's result; `pattern` is for those that match text.
    case call(String, arguments: Int, pattern: String? = nil)
    /// Casts the top to a type.
    case cast(DataType)
}
