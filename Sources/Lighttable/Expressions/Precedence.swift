/// How tightly the parts of an expression bind, loosest first; as in PostgreSQL.
enum Precedence: Int, Comparable {
    case or
    case and
    case not
    case isNull
    case comparison
    /// `IN`, `LIKE` and `BETWEEN`.
    case membership
    case concatenation
    case sum
    case product
    case sign
    case primary

    /// The next tighter one.
    var tighter: Precedence { Precedence(rawValue: rawValue + 1) ?? .primary }

    static func < (left: Precedence, right: Precedence) -> Bool { left.rawValue < right.rawValue }
}
