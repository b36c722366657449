import Foundation

/// What must not show in messages: values of a request's head, and the name, password and query of its address.
struct Secrets: Sendable {
    /// What is shorter is no secret, and would tear words.
    private static let shortest = 4

    private let texts: [String]

    /// - Parameters:
    ///   - address: The address that is asked.
    ///   - fields: The fields of the request's head.
    init(_ address: String, _ fields: [String: String]) {
        let parts = URLComponents(string: address)
        var texts = fields.filter { !["content-type", "accept"].contains($0.key.lowercased()) }.map(\.value)
        // `Bearer abc`: the server may name either.
        texts += texts.compactMap { text in text.firstIndex(of: " ").map { String(text[$0...].drop { $0 == " " }) } }
        texts += [parts?.user, parts?.password, parts?.percentEncodedUser, parts?.percentEncodedPassword]
            .compactMap(\.self)
        texts += (parts?.queryItems ?? []).compactMap(\.value)
        texts += (parts?.percentEncodedQueryItems ?? []).compactMap(\.value)
        self.texts = texts.filter { $0.count >= Self.shortest }.sorted { $0.count > $1.count }
    }

    /// A text without them.
    func removed(from text: String) -> String {
        texts.reduce(text) { $0.replacing($1, with: "…") }
    }

    /// An error without them.
    func removed(from error: CellError) -> CellError {
        var clean = CellError(removed(from: error.message), code: error.code)
        clean.value = error.value.map(removed)
        return clean
    }

    /// What an answer says about itself, in short.
    func message(of answer: FetchedAnswer) -> String {
        let body = removed(from: String(decoding: answer.body.prefix(1 << 16), as: UTF8.self))
        return removed(from: ErrorBody.message(Data(body.utf8), status: answer.status))
    }
}
