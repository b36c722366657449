extension ColumnType {
    /// Reads a type as written on the command line; case does not matter and `!` marks a required column.
    ///
    /// - Parameter text: Such as `Int`, `image!`, `Decimal(10,2)` or `Array(float32,[3,224,224])`.
    /// - Returns: The type, and whether it is marked required.
    /// - Throws: A ``LighttableError`` of code `invalidType` that names the nearest type.
    public static func parse(_ text: String) throws -> (type: ColumnType, isRequired: Bool) {
        var name = text.filter { !$0.isWhitespace }
        let isRequired = name.hasSuffix("!")
        if isRequired { name.removeLast() }
        let folded = name.lowercased()
        let simple = names.first { $0.key.lowercased() == folded }?.value
        guard let type = simple ?? parseArray(folded) ?? parseDecimal(folded) else { throw unknown(text, folded) }
        return (type, isRequired)
    }

    private static func parseArray(_ text: String) -> ColumnType? {
        guard let arguments = arguments(of: "array", in: text) else { return nil }
        let parts = arguments.split(separator: ",", maxSplits: 1)
        guard let element = parts.first.flatMap({ ElementType(rawValue: String($0)) }) else { return nil }
        guard parts.count == 2 else { return .array(ArrayType(element)) }
        guard let shape = parseShape(parts[1]) else { return nil }
        return .array(ArrayType(element, shape: shape))
    }

    private static func parseShape(_ text: Substring) -> [Int?]? {
        guard text.hasPrefix("["), text.hasSuffix("]") else { return nil }
        var shape: [Int?] = []
        for length in text.dropFirst().dropLast().split(separator: ",") {
            if length == "?" || length == "none" {
                shape.append(nil)
            } else {
                guard let number = Int(length), number >= 0 else { return nil }
                shape.append(number)
            }
        }
        return shape
    }

    private static func parseDecimal(_ text: String) -> ColumnType? {
        guard let arguments = arguments(of: "decimal", in: text) else { return nil }
        let numbers = arguments.split(separator: ",").map { Int($0) }
        guard (1...2).contains(numbers.count), let precision = numbers[0] else { return nil }
        let scale = numbers.count == 2 ? numbers[1] : 0
        guard let scale, (1...38).contains(precision), (0...precision).contains(scale) else { return nil }
        return .decimal(precision: precision, scale: scale)
    }

    private static func arguments(of name: String, in text: String) -> String? {
        guard text.hasPrefix("\(name)("), text.hasSuffix(")") else { return nil }
        return String(text.dropFirst(name.count + 1).dropLast())
    }

    private static func unknown(_ text: String, _ folded: String) -> LighttableError {
        let known = names.keys.sorted() + ["Array(float32,[3])", "Decimal(10,2)"]
        let hint = NearestName.suggestion(for: text, among: names.keys.sorted()).map { "; did you mean \($0)?" } ?? ""
        return LighttableError(
            .invalidType,
            "unknown type '\(text)'\(hint) (types: \(known.joined(separator: ", ")))"
        )
    }
}
