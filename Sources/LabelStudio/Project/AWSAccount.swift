import Foundation

/// The account that the AWS tools would use on this machine
/// (https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html).
struct AWSAccount {
    private let environment: [String: String]

    init(environment: [String: String]) {
        self.environment = environment
    }

    /// The keys by the names that storages have for them; none when there is no account.
    var credentials: [String: String] {
        let names = ["aws_access_key_id", "aws_secret_access_key", "aws_session_token"]
        let told = names.compactMap { name in value(name.uppercased()).map { (name, $0) } }
        if !told.isEmpty { return Dictionary(told) { first, _ in first } }
        let section = sections(of: value("AWS_SHARED_CREDENTIALS_FILE") ?? "\(home)/.aws/credentials")[profile] ?? [:]
        return section.filter { names.contains($0.key) }
    }

    /// The region; `nil` when nobody says.
    var region: String? {
        if let told = value("AWS_REGION") ?? value("AWS_DEFAULT_REGION") { return told }
        let sections = sections(of: value("AWS_CONFIG_FILE") ?? "\(home)/.aws/config")
        return sections[profile == "default" ? profile : "profile \(profile)"]?["region"]
    }

    private var profile: String { value("AWS_PROFILE") ?? "default" }

    private var home: String { value("HOME") ?? NSHomeDirectory() }

    private func value(_ name: String) -> String? {
        environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The settings of a file's sections.
    private func sections(of path: String) -> [String: [String: String]] {
        guard let text = try? String(contentsOfFile: (path as NSString).expandingTildeInPath, encoding: .utf8) else {
            return [:]
        }
        var (sections, section): ([String: [String: String]], String) = ([:], "")
        for line in text.split(whereSeparator: \.isNewline).map({ $0.trimmingCharacters(in: .whitespaces) }) {
            if line.hasPrefix("["), line.hasSuffix("]") {
                section = line.dropFirst().dropLast().trimmingCharacters(in: .whitespaces)
            } else if let split = line.firstIndex(of: "="), !line.hasPrefix("#"), !line.hasPrefix(";") {
                let name = line[..<split].trimmingCharacters(in: .whitespaces).lowercased()
                let value = line[line.index(after: split)...].trimmingCharacters(in: .whitespaces)
                sections[section, default: [:]][name] = value
            }
        }
        return sections
    }
}
