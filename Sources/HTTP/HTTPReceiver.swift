import CCurl
import Foundation

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Takes what comes back for one request, on the thread that waits for it.
final class HTTPReceiver {
    private let body: any HTTPBody
    private var lines = HTTPHeadLines()
    private var begun: HTTPHead?
    private var failure: (any Error)?

    init(_ body: any HTTPBody) {
        self.body = body
    }

    /// What libcurl calls; the receiver has to be there as long as it does.
    var callbacks: ccurl_receiver {
        ccurl_receiver(
            context: Unmanaged.passUnretained(self).toOpaque(),
            line: { context, bytes, size in HTTPReceiver.from(context)?.takeLine(bytes, size) },
            body: { context, bytes, size in HTTPReceiver.from(context)?.takeBody(bytes, size) ?? false }
        )
    }

    /// What came of the request.
    ///
    /// - Throws: What the taker of the body threw, `URLError`, `CancellationError`.
    func head(_ outcome: ccurl_outcome) throws -> HTTPHead {
        if let failure { throw failure }
        switch outcome {
        case CCURL_ANSWERED: return try begin()
        case CCURL_STOPPED where body.isSated: return try begin()
        case CCURL_CANCELLED: throw CancellationError()
        default: throw URLError(Self.code(outcome))
        }
    }

    private static func from(_ context: UnsafeMutableRawPointer?) -> HTTPReceiver? {
        context.map { Unmanaged<HTTPReceiver>.fromOpaque($0).takeUnretainedValue() }
    }

    private func takeLine(_ bytes: UnsafePointer<CChar>?, _ size: Int) {
        lines.take(String(decoding: UnsafeRawBufferPointer(start: bytes, count: size), as: UTF8.self))
    }

    private func takeBody(_ bytes: UnsafeRawPointer?, _ size: Int) -> Bool {
        guard let bytes else { return false }
        do {
            _ = try begin()
            try body.take(Data(bytes: bytes, count: size))
            return !body.isSated
        } catch {
            failure = error
            return false
        }
    }

    /// Tells whoever takes the body what is coming, once.
    private func begin() throws -> HTTPHead {
        if let begun { return begun }
        guard let head = lines.head else { throw URLError(.badServerResponse) }
        begun = head
        try body.begin(head)
        return head
    }

    private static func code(_ outcome: ccurl_outcome) -> URLError.Code {
        switch outcome {
        case CCURL_TIMED_OUT: .timedOut
        case CCURL_NO_HOST: .cannotFindHost
        case CCURL_NO_CONNECTION: .cannotConnectToHost
        case CCURL_CONNECTION_LOST: .networkConnectionLost
        case CCURL_NOT_SECURE: .secureConnectionFailed
        case CCURL_UNTRUSTED: .serverCertificateUntrusted
        case CCURL_BAD_ADDRESS: .badURL
        case CCURL_BAD_ANSWER: .badServerResponse
        case CCURL_ENDLESS_REDIRECTS: .httpTooManyRedirects
        default: .unknown
        }
    }
}
