/// The functions of expressions that are computed in Swift.
struct FunctionLibrary: Sendable {
    /// Those that Lighttable itself has.
    static let builtIn = FunctionLibrary(registry: nil)
    /// The program's own.
    let registry: FunctionRegistry?
    /// Which versions of these are called; the newest of others.
    private var versions: [String: Int] = [:]

    init(registry: FunctionRegistry?) {
        self.registry = registry
    }

    /// The names of all functions, also of those that Arrow computes.
    var names: [String] {
        FilterFunction.allCases.map(\.rawValue) + MediaFunction.allCases.map(\.rawValue)
            + AddressFunction.allCases.map(\.rawValue) + ClipFunction.allCases.map(\.rawValue)
            + PictureFunction.allCases.map(\.rawValue)
            + [PictureSource.frameFunction] + ClipPartFunction.allCases.map(\.rawValue)
            + ErrorFunction.allCases.map(\.rawValue) + (registry?.names ?? [])
    }

    /// The function that an expression calls, and what with; `nil` for an expression that is no such call.
    ///
    /// - Throws: A ``LighttableError`` of code `invalidExpression` for another number of arguments than it takes.
    func resolve(_ expression: Expression) throws -> (function: any RowFunction, arguments: [Expression])? {
        guard case .call(let name, let arguments) = expression else { return nil }
        if let transform = try PictureTransform.of(expression) { return transform }
        guard let function = function(name) else { return nil }
        let count = function.parameters.count
        try Self.check(arguments.count, of: name, taking: function.signature, function.required...count)
        let left = [Expression](repeating: .literal(.null), count: count - arguments.count)
        return (function, arguments + left)
    }

    /// The versions of the program's own functions that an expression calls.
    func versions(in expression: Expression) -> [String: Int] {
        var versions: [String: Int] = [:]
        if case .call(let name, _) = expression { versions[name] = registry?.function(name)?.version }
        for operand in expression.operands { versions.merge(self.versions(in: operand)) { $1 } }
        return versions
    }

    /// The functions with which a computed column was made: results of two versions are not mixed.
    ///
    /// - Throws: A ``LighttableError`` of code `unsupported` when there are other versions of one only.
    func pinned(to computed: ComputedColumn) throws -> FunctionLibrary {
        for (name, version) in computed.functionVersions where registry?.function(name, version: version) == nil {
            guard let present = registry?.function(name)?.version else { continue }
            throw LighttableError(
                .unsupported,
                "its cells are of version \(version) of \(name), and this program has version \(present); register that one, "
                    + "too, or drop the column and add it again"
            )
        }
        var library = self
        library.versions = computed.functionVersions
        return library
    }

    private func function(_ name: String) -> (any RowFunction)? {
        MediaFunction(rawValue: name) ?? AddressFunction(rawValue: name) ?? ClipFunction(rawValue: name)
            ?? ClipPartFunction(rawValue: name)
            ?? registry?.function(name, version: versions[name]).map { RegisteredFunction(function: $0) }
    }

    /// Refuses another number of arguments than a function takes.
    ///
    /// - Throws: A ``LighttableError`` of code `invalidExpression`.
    static func check(_ count: Int, of name: String, taking signature: String, _ counts: ClosedRange<Int>) throws {
        guard !counts.contains(count) else { return }
        throw LighttableError(.invalidExpression, "\(name) takes \(signature), but here it has \(count) arguments")
    }
}
