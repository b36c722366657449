import TOMLKit

extension OutsideFunction {
    private static let keys = [
        "takes", "gives", "version", "batch_size", "timeout", "concurrency", "retries", "rate_limit",
    ]
    private static let programKeys = ["command", "format"]

    /// The functions of a configuration's section `functions`, of which each has a section of its own.
    ///
    /// - Throws: A ``LighttableError`` of code `invalidOption` that names file, function and setting.
    static func all(in root: TOMLTable, of file: String) throws -> [OutsideFunction] {
        guard let section = root["functions"] else { return [] }
        func invalid(_ message: String) -> LighttableError {
            LighttableError(.invalidOption, message, at: .init(file: file))
        }
        guard let functions = section.table else {
            throw invalid("`functions` is no section; write [functions.NAME]")
        }
        return try functions.keys.sorted()
            .map { name in
                guard let settings = functions[name]?.table else {
                    throw invalid("`\(name)` under [functions] is no section; write [functions.\(name)]")
                }
                return try OutsideFunction(FunctionSection(name: name, settings: settings, file: file))
            }
    }

    private init(_ section: FunctionSection) throws {
        let place = try Self.place(section)
        guard let takes = section.texts("takes") else {
            throw section.wrong("takes", "types, such as [\"Image\", \"Int\"]")
        }
        guard let gives = try section.text("gives", "a type, such as \"String\"") ?? place.usualType else {
            throw section.wrong("gives", "a type, such as \"String\"")
        }
        self.init(
            name: section.name,
            place: place,
            takes: try takes.map { try ColumnType.parse($0).type },
            gives: try ColumnType.parse(gives).type
        )
        if let version = try section.number("version") { self.version = Int(version) }
        if let size = try section.number("batch_size", from: 1) { batchSize = Int(size) }
        if let count = try section.number("concurrency", from: 1) { concurrency = Int(count) }
        if let count = try section.number("retries") { retries = Int(count) }
        if let seconds = try section.number("timeout") { timeout = seconds }
        batchesPerSecond = try section.number("rate_limit", from: 0.001)
        switch place {
        case .http(let endpoint): try endpoint.check(self, section)
        case .program(_, .arrow) where takes.isEmpty:
            throw section.wrong("takes", "one type at least, as Arrow's record batches have columns")
        case .program: break
        }
    }

    private static func place(_ section: FunctionSection) throws -> Place {
        if let address = try section.text("url", HTTPEndpoint.wanted) {
            guard section.settings["command"] == nil else {
                throw section.invalid("the function \(section.name) has both `command` and `url`; keep one of them")
            }
            try section.check(keys + ["url"] + HTTPEndpoint.keys)
            return .http(try HTTPEndpoint(address, section))
        }
        try section.check(
            section.settings["command"] == nil ? keys + programKeys + ["url"] + HTTPEndpoint.keys : keys + programKeys
        )
        guard let command = section.texts("command"), !command.isEmpty else {
            throw section.wrong(
                "command",
                "a program and its arguments, such as [\"python3\", \"caption.py\"], or else `url` an address"
            )
        }
        let formats = ProgramFormat.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: " or ")
        let name = try section.text("format", formats) ?? ProgramFormat.json.rawValue
        guard let format = ProgramFormat(rawValue: name) else { throw section.wrong("format", formats) }
        return .program(command, format)
    }
}

extension OutsideFunction.Place {
    /// The type of the results, where it need not be said.
    fileprivate var usualType: String? {
        guard case .http(let endpoint) = self, endpoint.dialect is ModelBackend else { return nil }
        return "Json"
    }
}
