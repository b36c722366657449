/// A function of expressions.
enum FilterFunction: String, CaseIterable {
    /// Text in small letters.
    case lower
    /// Text in capitals.
    case upper
    /// Text without spaces around it.
    case trim
    /// Text without spaces before it.
    case ltrim
    /// Text without spaces behind it.
    case rtrim
    /// The characters of a text from last to first.
    case reverse
    /// The number of characters (Unicode scalars) of a text.
    case length
    /// Whether a text contains another.
    case contains
    /// Whether a text begins with another.
    case startsWith = "starts_with"
    /// Whether a text ends with another.
    case endsWith = "ends_with"
    /// Whether a regular expression (RE2) is found in a text.
    case regexpMatches = "regexp_matches"
    /// A text with another in place of each occurrence of a third.
    case replace
    /// The part of a text from a character on, from 1, as long as told or to the end.
    case substr
    /// The first characters of a text; for a number below 0 all but so many of the last.
    case left
    /// The last characters of a text; for a number below 0 all but so many of the first.
    case right
    /// Where a text is found in another, in characters from 1; 0 where it is not.
    case strpos
    /// One of the pieces of a text between separators, from 1; below 0 from the end.
    case splitPart = "split_part"
    /// A text with another in place of what a regular expression (RE2) finds.
    case regexpReplace = "regexp_replace"
    /// A number without its sign.
    case abs
    /// -1, 0 or 1.
    case sign
    /// The next lower whole number.
    case floor
    /// The next higher whole number.
    case ceil
    /// The nearest number with so many decimals; halves go away from zero.
    case round
    /// The square root.
    case sqrt
    /// The power of e.
    case exp
    /// The natural logarithm.
    case ln
    /// The logarithm to base 10.
    case log10
    /// A number to the power of another.
    case power
    /// The least value that is not null.
    case least
    /// The greatest value that is not null.
    case greatest
    /// The first value that is not null.
    case coalesce
    /// Null where two values are equal, else the first.
    case nullif
    /// One value where a condition is true, else another.
    case ifElse = "if"
    /// The year.
    case year
    /// The quarter, 1 to 4.
    case quarter
    /// The month, 1 to 12.
    case month
    /// The week of the year (ISO 8601).
    case week
    /// The day of the month.
    case day
    /// The day of the week; Sunday is 0.
    case dayOfWeek = "dayofweek"
    /// The day of the year.
    case dayOfYear = "dayofyear"
    /// The hour.
    case hour
    /// The minute.
    case minute
    /// The second, without its fraction.
    case second
    /// The time at which a unit, such as a month, began.
    case dateTrunc = "date_trunc"
    /// The number of elements of an array or a JSON list.
    case arrayLength = "array_length"
    /// A part of an array or a JSON list.
    case arraySlice = "array_slice"
    /// The names of a JSON object's members.
    case jsonKeys = "json_keys"
    /// What a JSON value is.
    case jsonType = "json_type"

    /// How many arguments the function takes.
    var argumentCounts: ClosedRange<Int> {
        switch self {
        case .coalesce, .least, .greatest: 1...100
        case .contains, .startsWith, .endsWith, .regexpMatches, .power, .nullif, .dateTrunc: 2...2
        case .left, .right, .strpos: 2...2
        case .replace, .ifElse, .splitPart: 3...3
        case .regexpReplace: 3...4
        case .substr, .arraySlice: 2...3
        case .round: 1...2
        default: 1...1
        }
    }

    /// What the function takes, for an error.
    var signature: String {
        switch self {
        case .coalesce, .least, .greatest: "1 to 100 values"
        case .contains, .startsWith, .endsWith, .strpos: "two texts"
        case .left, .right: "a text and a whole number"
        case .splitPart: "two texts and a whole number"
        case .regexpReplace: "a text, a regular expression, a text, and perhaps 'g'"
        case .jsonKeys, .jsonType: "one Json value"
        case .regexpMatches: "a text and a regular expression"
        case .power: "two numbers"
        case .nullif: "two values"
        case .dateTrunc: "a unit such as 'month' and a time"
        case .replace: "three texts"
        case .ifElse: "a condition and two values"
        case .substr: "a text and one or two whole numbers"
        case .round: "a number and perhaps a number of decimals"
        case .abs, .sign, .floor, .ceil, .sqrt, .exp, .ln, .log10: "one number"
        case .year, .quarter, .month, .week, .day, .dayOfWeek, .dayOfYear: "one date or time"
        case .hour, .minute, .second: "one time"
        case .arrayLength: "one array"
        case .arraySlice: "an array and one or two whole numbers"
        case .lower, .upper, .trim, .ltrim, .rtrim, .reverse, .length: "one text"
        }
    }
}
