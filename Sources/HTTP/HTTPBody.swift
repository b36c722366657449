public import Foundation

/// Takes the body of a response as it comes.
public protocol HTTPBody: Sendable {
    /// Is told what is coming.
    ///
    /// - Throws: What ends the exchange.
    func begin(_ head: HTTPHead) throws

    /// Takes the next bytes.
    ///
    /// - Throws: What ends the exchange.
    func take(_ data: Data) throws

    /// Whether no more is wanted.
    var isSated: Bool { get }
}

extension HTTPBody {
    /// Whether no more is wanted: by default everything is.
    public var isSated: Bool { false }
}
