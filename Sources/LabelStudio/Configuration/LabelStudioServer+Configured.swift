public import Foundation
import Lighttable
import TOMLKit

extension LabelStudioServer {
    /// The server named by the environment or by `config.toml` in the store's home.
    ///
    /// `LABEL_STUDIO_URL`, `LABEL_STUDIO_API_KEY` and `LABEL_STUDIO_LOCAL_FILES_DOCUMENT_ROOT` win over `url`,
    /// `api_key` and `document_root` in the section `[label-studio]`, each on its own.
    ///
    /// - Throws: ``LabelStudioError`` that names the setting that is missing or wrong.
    public static func configured(
        home: String,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws -> LabelStudioServer {
        let file = ConfigurationFile.path(in: home)
        let section = try ConfigurationSection(file: file)
        func setting(_ variable: String, _ name: String) throws -> String? {
            if let value = environment[variable], !value.isEmpty { return value }
            return try section.string(name)
        }
        func required(_ variable: String, _ name: String, _ what: String) throws -> String {
            if let value = try setting(variable, name) { return value }
            throw LabelStudioError(
                .notConfigured,
                "no Label Studio \(what): set \(variable), or `\(name)` under [label-studio] in \(file)"
            )
        }
        return try LabelStudioServer(
            url: required("LABEL_STUDIO_URL", "url", "address"),
            key: required("LABEL_STUDIO_API_KEY", "api_key", "key"),
            documentRoot: setting("LABEL_STUDIO_LOCAL_FILES_DOCUMENT_ROOT", "document_root")
        )
    }
}

/// The section of the configuration file that is about Label Studio.
private struct ConfigurationSection {
    let file: String
    let table: TOMLTable?

    init(file: String) throws {
        self.file = file
        let root: TOMLTable?
        do {
            root = try ConfigurationFile.read(file)
        } catch let error as LighttableError {
            let location = LabelStudioError.Location(file: file, line: error.location.line)
            throw LabelStudioError(.notConfigured, error.message, location: location, cause: error)
        }
        let value = root?["label-studio"] ?? root?["label_studio"]
        table = value?.table
        if value != nil, table == nil {
            throw LabelStudioError(
                .notConfigured,
                "`label-studio` is not a section: write [label-studio]",
                location: .init(file: file)
            )
        }
    }

    /// A setting's text, nil when it is absent or empty; its value is not part of any message.
    func string(_ name: String) throws -> String? {
        guard let value = table?[name] else { return nil }
        guard let text = value.string else {
            throw LabelStudioError(
                .notConfigured,
                "`\(name)` under [label-studio] must be text in quotes",
                location: .init(file: file)
            )
        }
        return text.isEmpty ? nil : text
    }
}
