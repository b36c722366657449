import Lighttable
import TOMLKit

/// Where settings come from: options, the environment and the configuration file of the store.
struct SettingSources {
    private let option: String?
    private let file: String
    private let environment: [String: String]
    private let contents: TOMLTable?

    /// - Throws: A ``LighttableError`` with the line of the file that cannot be read.
    init(option: String?, file: String, environment: [String: String]) throws {
        self.option = option
        self.file = file
        self.environment = environment
        contents = try ConfigurationFile.read(file)
    }

    /// Where the store's path comes from.
    var storeSource: String {
        option != nil ? "--store" : isSet("LIGHTTABLE_HOME") ? "LIGHTTABLE_HOME" : "default"
    }

    /// The value of a variable, else of a key in the file.
    ///
    /// - Parameters:
    ///   - variables: The first that is set counts.
    ///   - key: The key in the file.
    ///   - section: Its section.
    /// - Returns: The value and where it comes from; `nil` when it is set nowhere.
    func value(_ variables: [String], key: String? = nil, section: String? = nil) -> (text: String, source: String)? {
        if let variable = variables.first(where: isSet), let text = environment[variable] { return (text, variable) }
        guard let key else { return nil }
        let table = section.map { contents?[$0]?.table ?? contents?[$0.replacing("-", with: "_")]?.table } ?? contents
        guard let found = table?[key] else { return nil }
        let number = found.int.map { "\($0)" } ?? found.double.map { "\($0)" }
        return (found.string ?? number ?? "\(found)", file)
    }

    private func isSet(_ variable: String) -> Bool { environment[variable]?.isEmpty == false }
}
