import TOMLKit

/// The section of a configuration that describes a function.
struct FunctionSection {
    /// The function's name.
    let name: String
    let settings: TOMLTable
    /// The configuration file.
    let file: String

    /// A text, or a list of them; `nil` when there is none.
    func texts(_ key: String) -> [String]? {
        settings[key]?.array.map { $0.compactMap(\.string) } ?? settings[key]?.string.map { [$0] }
    }

    /// A text.
    ///
    /// - Throws: A ``LighttableError`` of code `invalidOption` for anything else.
    func text(_ key: String, _ wanted: String) throws -> String? {
        guard let setting = settings[key] else { return nil }
        guard let text = setting.string, !text.isEmpty else { throw wrong(key, wanted) }
        return text
    }

    /// A number.
    ///
    /// - Throws: A ``LighttableError`` of code `invalidOption` for anything else, and one that is too small or large.
    func number(_ key: String, from least: Double = 0) throws -> Double? {
        guard let setting = settings[key] else { return nil }
        guard let number = setting.int.map(Double.init) ?? setting.double, (least...1e9).contains(number) else {
            throw wrong(key, "a number from \(least == least.rounded() ? "\(Int(least))" : "\(least)") on")
        }
        return number
    }

    /// Refuses settings that nobody would look at.
    ///
    /// - Throws: A ``LighttableError`` of code `invalidOption` with the nearest name.
    func check(_ keys: [String]) throws {
        guard let key = settings.keys.first(where: { !keys.contains($0) }) else { return }
        throw invalid("the function \(name) has no setting `\(key)`; \(NearestName.hint(for: key, among: keys))")
    }

    /// The error for a setting of another kind than is wanted.
    func wrong(_ key: String, _ wanted: String) -> LighttableError {
        invalid("`\(key)` of the function \(name) is to be \(wanted)")
    }

    func invalid(_ message: String) -> LighttableError {
        LighttableError(.invalidOption, message, at: .init(file: file))
    }
}
