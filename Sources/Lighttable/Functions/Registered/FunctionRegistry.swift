import Synchronization

/// The program's own functions, which expressions over tables of a store may call.
///
/// ```swift
/// try store.functions.register(Function("shout") { (text: String) in text.uppercased() + "!" })
/// ```
///
/// Of a function there may be several versions: expressions call the newest, and computed columns the one that they were
/// made with.
public final class FunctionRegistry: Sendable {
    private let functions = Mutex<[String: [Int: Function]]>([:])

    init() {}

    /// The names of the functions.
    public var names: [String] { functions.withLock { $0.keys.sorted() } }

    /// Makes a function known, in place of one that has its name and version.
    ///
    /// - Throws: A ``LighttableError``: `invalidName` for a name that expressions cannot have, `alreadyExists` for one of a
    ///   function that Lighttable itself has.
    public func register(_ function: Function) throws {
        let name = function.name
        let isPlain = name.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "_") }
        guard isPlain, name.first?.isLetter == true, !ExpressionToken.reservedWords.contains(name.uppercased()) else {
            throw LighttableError(
                .invalidName,
                "'\(name)' cannot be the name of a function; begin with a small letter, and use those, digits and _"
            )
        }
        guard !FunctionLibrary.builtIn.names.contains(name), name != "cast" else {
            throw LighttableError(.alreadyExists, "there is a function '\(name)' already; choose another name")
        }
        functions.withLock { $0[name, default: [:]][function.version] = function }
    }

    /// The function of a name: of a version, or the newest.
    func function(_ name: String, version: Int? = nil) -> Function? {
        functions.withLock { functions in
            guard let versions = functions[name] else { return nil }
            return version.map { versions[$0] } ?? versions.max { $0.key < $1.key }?.value
        }
    }
}
