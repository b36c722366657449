/// A server that computes a function.
struct HTTPEndpoint: Sendable {
    /// Where requests go, with what may be secret.
    let address: String
    /// How it is talked to.
    let dialect: any HTTPDialect
    /// What every request has in its head.
    var fields: [HTTPField] = []

    /// The address without secrets.
    var name: String { SourceAddress.redacted(address) }

    /// The address of one of its pages.
    func address(of page: String) -> String {
        guard !page.isEmpty else { return address }
        let end = address.firstIndex { $0 == "?" || $0 == "#" } ?? address.endIndex
        var base = address[..<end]
        while base.hasSuffix("/") { base.removeLast() }
        if base.hasSuffix(dialect.page) { base.removeLast(dialect.page.count) }
        return base + page + address[end...]
    }
}
