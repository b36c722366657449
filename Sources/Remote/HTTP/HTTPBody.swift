import Foundation

/// Takes the body of a response as it comes.
protocol HTTPBody: Sendable {
    /// Is told what is coming.
    func begin(_ head: HTTPHead) throws

    /// Takes the next bytes.
    func take(_ data: Data) throws

    /// Whether no more is wanted.
    var isSated: Bool { get }
}

extension HTTPBody {
    var isSated: Bool { false }
}
