import Foundation
import TOMLKit

extension HTTPEndpoint {
    /// The settings of functions that servers compute, beside the address.
    static let keys = ["protocol", "headers", "label_config", "data", "document_root"]
    /// What an address is to be.
    static let wanted = "an address, such as \"http://127.0.0.1:9090\""

    private static let protocols = ["json", "label-studio-ml"]
    private static let wantedConfig = "a label config, or the path of a file with one"

    /// Reads the settings of a function.
    ///
    /// - Parameters:
    ///   - address: Where requests go.
    ///   - section: The settings.
    /// - Throws: A ``LighttableError`` of code `invalidOption` that names the setting and tells no secrets.
    init(_ address: String, _ section: FunctionSection) throws {
        let parts = URLComponents(string: address)
        guard ["http", "https"].contains(parts?.scheme?.lowercased()), parts?.host?.isEmpty == false else {
            throw section.wrong("url", Self.wanted)
        }
        self.address = address
        dialect = try Self.dialect(section)
        fields = try Self.fields(section)
    }

    /// Refuses what a function cannot be of this server.
    ///
    /// - Throws: A ``LighttableError`` of code `invalidOption`.
    func check(_ function: OutsideFunction, _ section: FunctionSection) throws {
        guard let backend = dialect as? ModelBackend else { return }
        guard function.gives == .json else {
            throw section.wrong("gives", "\"Json\", as predictions are; leave it out")
        }
        guard backend.data.count != function.takes.count else { return }
        let shown = backend.data.isEmpty ? "none" : backend.data.joined(separator: ", ")
        throw section.wrong(
            "data",
            "the names of the data fields that its \(function.takes.count) arguments fill, in order; here there are: \(shown)"
        )
    }

    private static func dialect(_ section: FunctionSection) throws -> any HTTPDialect {
        let wanted = protocols.map { "\"\($0)\"" }.joined(separator: " or ")
        switch try section.text("protocol", wanted) ?? protocols[0] {
        case protocols[0]:
            guard let key = ["label_config", "data", "document_root"].first(where: { section.settings[$0] != nil })
            else {
                return JSONEndpoint()
            }
            throw section.invalid(
                "`\(key)` of the function \(section.name) goes with `protocol = \"\(protocols[1])\"`; add that, or take it away"
            )
        case protocols[1]:
            guard let setting = try section.text("label_config", wantedConfig) else {
                throw section.wrong("label_config", wantedConfig)
            }
            let config = try labelConfig(setting, section)
            let data = section.texts("data") ?? ModelBackend.fields(of: config)
            let root = try section.text("document_root", "the path of a folder") ?? "/"
            return ModelBackend(
                project: section.name,
                labelConfig: config,
                data: data,
                documentRoot: root.hasSuffix("/") ? root : root + "/"
            )
        default: throw section.wrong("protocol", wanted)
        }
    }

    /// A label config is told from the path of a file by what it begins with.
    private static func labelConfig(_ setting: String, _ section: FunctionSection) throws -> String {
        if setting.trimmingCharacters(in: .whitespacesAndNewlines).hasPrefix("<") { return setting }
        let folder = URL(filePath: section.file).deletingLastPathComponent()
        let path = URL(filePath: setting, relativeTo: folder).path(percentEncoded: false)
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw section.wrong("label_config", "\(wantedConfig), but \(path) cannot be read")
        }
        return text
    }

    private static func fields(_ section: FunctionSection) throws -> [HTTPField] {
        guard let setting = section.settings["headers"] else { return [] }
        let wanted = "a table of names and values, such as { Authorization = { env = \"MODEL_AUTHORIZATION\" } }"
        guard let table = setting.table else { throw section.wrong("headers", wanted) }
        return try table.keys.map { name in
            guard HTTPField.isName(name), let value = table[name] else { throw section.wrong("headers", wanted) }
            if let text = value.string, HTTPField.isValue(text) { return HTTPField(name: name, source: .text(text)) }
            guard let variable = value.table?["env"]?.string, value.table?.count == 1, !variable.isEmpty else {
                throw section.wrong("headers", wanted)
            }
            return HTTPField(name: name, source: .variable(variable))
        }
    }
}
