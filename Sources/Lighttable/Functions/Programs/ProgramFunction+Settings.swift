import TOMLKit

extension ProgramFunction {
    private static let keys = [
        "command", "takes", "gives", "version", "batch_size", "timeout", "concurrency", "retries",
    ]

    /// The functions of a configuration's section `functions`, of which each has a section of its own.
    ///
    /// - Throws: A ``LighttableError`` of code `invalidOption` that names file, function and setting.
    static func all(in root: TOMLTable, of file: String) throws -> [ProgramFunction] {
        guard let section = root["functions"] else { return [] }
        guard let functions = section.table else {
            throw invalid("`functions` is no section; write [functions.NAME]", file)
        }
        return try functions.keys.sorted()
            .map { name in
                guard let settings = functions[name]?.table else {
                    throw invalid("`\(name)` under [functions] is no section; write [functions.\(name)]", file)
                }
                return try ProgramFunction(name, settings, file)
            }
    }

    private init(_ name: String, _ settings: TOMLTable, _ file: String) throws {
        func wrong(_ key: String, _ wanted: String) -> LighttableError {
            Self.invalid("`\(key)` of the function \(name) is to be \(wanted)", file)
        }
        if let key = settings.keys.first(where: { !Self.keys.contains($0) }) {
            let hint = NearestName.hint(for: key, among: Self.keys)
            throw Self.invalid("the function \(name) has no setting `\(key)`; \(hint)", file)
        }
        func texts(_ key: String) -> [String]? {
            settings[key]?.array.map { $0.compactMap(\.string) } ?? settings[key]?.string.map { [$0] }
        }
        guard let command = texts("command"), !command.isEmpty else {
            throw wrong("command", "a program and its arguments, such as [\"python3\", \"caption.py\"]")
        }
        guard let takes = texts("takes") else { throw wrong("takes", "types, such as [\"Image\", \"Int\"]") }
        guard let gives = settings["gives"]?.string else { throw wrong("gives", "a type, such as \"String\"") }
        self.init(
            name: name,
            command: command,
            takes: try takes.map { try ColumnType.parse($0).type },
            gives: try ColumnType.parse(gives).type
        )
        func number(_ key: String, _ least: Double, _ value: inout Double) throws {
            guard let setting = settings[key] else { return }
            guard let number = setting.int.map(Double.init) ?? setting.double, number >= least else {
                throw wrong(key, "a number from \(Int(least)) on")
            }
            value = number
        }
        var (version, batchSize, concurrency, retries) = (1.0, 32.0, 1.0, 1.0)
        try number("version", 0, &version)
        try number("batch_size", 1, &batchSize)
        try number("concurrency", 1, &concurrency)
        try number("retries", 0, &retries)
        try number("timeout", 0, &timeout)
        (self.version, self.batchSize) = (Int(version), Int(batchSize))
        (self.concurrency, self.retries) = (Int(concurrency), Int(retries))
    }

    private static func invalid(_ message: String, _ file: String) -> LighttableError {
        LighttableError(.invalidOption, message, at: .init(file: file))
    }
}
