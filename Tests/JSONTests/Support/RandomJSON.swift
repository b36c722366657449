import JSON

/// Random values, and texts that are nearly JSON, the same for the same seed (SplitMix64).
struct RandomJSON: RandomNumberGenerator {
    private static let alphabet = Array("ab\"\\/\n\t\r\u{1}\u{1F}\u{7F}\u{2028} é😀漢%{}[]:,")
    private var state: UInt64

    init(_ seed: Int) {
        state = UInt64(seed)
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    mutating func value(depth: Int = 4) -> JSONValue {
        switch Int.random(in: 0..<(depth == 0 ? 5 : 7), using: &self) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &self))
        case 2: return .integer(Int64.random(in: .min ... .max, using: &self))
        case 3: return JSONValue(Double.random(in: -1e9...1e9, using: &self) + 0.5)
        case 4: return .string(string())
        case 5: return .array((0..<3).map { _ in value(depth: depth - 1) })
        default: return .object(object(depth: depth - 1))
        }
    }

    /// Few members or many, since objects look them up in two ways.
    mutating func object(depth: Int) -> JSONObject {
        let count = Bool.random(using: &self) ? 3 : 40
        return JSONObject((0..<count).map { _ in (string(), value(depth: count > 3 ? 0 : depth)) })
    }

    mutating func string() -> String {
        let length = Int.random(in: 0...12, using: &self)
        return String((0..<length).map { _ in Self.alphabet[Int.random(in: Self.alphabet.indices, using: &self)] })
    }

    /// The text with white space between some tokens.
    mutating func spaced(_ text: String) -> String {
        var isInString = false
        var isEscaped = false
        var result = ""
        for character in text.unicodeScalars {
            let isStructural = !isInString && "{}[]:,".unicodeScalars.contains(character)
            if isStructural, Bool.random(using: &self) { result += " \n" }
            result.unicodeScalars.append(character)
            if isStructural, Bool.random(using: &self) { result += "\t\r " }
            if character == "\"", !isEscaped { isInString.toggle() }
            isEscaped = isInString && character == "\\" && !isEscaped
        }
        return result
    }

    /// The text with one character removed or replaced.
    mutating func damaged(_ text: String) -> String {
        var scalars = Array(text.unicodeScalars)
        let position = Int.random(in: scalars.indices, using: &self)
        let replacements = Array("\"\\{}[]:,0-.eE+tn\u{1} x".unicodeScalars)
        if Bool.random(using: &self) {
            scalars.remove(at: position)
        } else {
            scalars[position] = replacements[Int.random(in: replacements.indices, using: &self)]
        }
        return String(String.UnicodeScalarView(scalars))
    }
}
