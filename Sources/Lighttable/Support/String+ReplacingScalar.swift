extension String {
    /// The text with another in place of each occurrence of a scalar, also where that is one letter with the mark behind it.
    func replacingScalar(_ scalar: Unicode.Scalar, with text: String) -> String {
        var result = String.UnicodeScalarView()
        for other in unicodeScalars {
            if other == scalar { result.append(contentsOf: text.unicodeScalars) } else { result.append(other) }
        }
        return String(result)
    }
}
