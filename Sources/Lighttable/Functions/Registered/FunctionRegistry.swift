import Synchronization

/// The program's own functions, which expressions over tables of a store may call.
///
/// ```swift
/// try store.functions.register(Function("shout") { (text: String) in text.uppercased() + "!" })
/// ```
public final class FunctionRegistry: Sendable {
    private let functions = Mutex<[String: Function]>([:])

    init() {}

    /// The names of the functions.
    public var names: [String] { functions.withLock { $0.keys.sorted() } }

    /// Makes a function known, in place of one that has its name.
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
        functions.withLock { $0[name] = function }
    }

    /// The function of a name.
    func function(_ name: String) -> Function? { functions.withLock { $0[name] } }
}
