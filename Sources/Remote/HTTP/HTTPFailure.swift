import Foundation
import HTTP
import Lighttable

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Says in the words of a user what went wrong on the network.
enum HTTPFailure {
    /// Whether the same may succeed when it is tried again.
    static func isTemporary(_ error: any Error) -> Bool {
        switch error {
        case let refusal as HTTPRefusal: refusal.head.isTemporary
        case is HTTPTruncation: true
        case let error as URLError:
            [.networkConnectionLost, .timedOut, .badServerResponse, .cannotParseResponse, .unknown].contains(error.code)
        default: false
        }
    }

    /// Whether there may be an answer when the same is asked again: also by a server that is being started.
    static func mayPass(_ error: URLError) -> Bool {
        isTemporary(error) || [.cannotConnectToHost, .cannotFindHost, .dnsLookupFailed].contains(error.code)
    }

    /// The error for what a request threw.
    static func error(_ error: any Error, _ target: HTTPTarget, _ options: RemoteOptions) -> any Error {
        switch error {
        case let refusal as HTTPRefusal: target.explain?(refusal) ?? Self.error(refusal, target)
        case let truncation as HTTPTruncation:
            failure(
                "the transfer ended after \(truncation.received) of \(truncation.expected) bytes; try again, "
                    + "or download the file by other means",
                target.name
            )
        case let error as URLError: failure(message(error, target, options), target.name, cause: error)
        default: error
        }
    }

    static func invalidAddress(_ name: String) -> LighttableError {
        LighttableError(
            .invalidOption,
            "this is no address that can be fetched; write it like https://example.org/data.csv",
            at: .init(file: name)
        )
    }

    static func strayRedirect(_ name: String) -> LighttableError {
        failure("the server redirects to a place that is not on the web; check the address", name)
    }

    static func redirectLoop(_ name: String) -> LighttableError {
        failure("the server redirects in a circle; check the address", name)
    }

    static func longAnswer(_ name: String) -> LighttableError {
        LighttableError(
            .unsupported,
            "the answer is too long to be kept in memory; ask for less",
            at: .init(file: name)
        )
    }

    private static func error(_ refusal: HTTPRefusal, _ target: HTTPTarget) -> LighttableError {
        let status = refusal.head.status
        let (code, remedy): (LighttableError.Code, String) =
            switch status {
            case 404, 410: (.fileNotFound, "not found; check the address")
            case 401:
                (.permissionDenied, "not signed in; give name and password as https://NAME:PASSWORD@…, or a token")
            case 403: (.permissionDenied, "forbidden; check that you may read it, or whether a link has expired")
            case 407: (.permissionDenied, "the proxy wants a name and password; set https_proxy")
            case 429: (.inputOutput, "too many requests; wait and try again")
            case 500...: (.inputOutput, "the server failed; try again later")
            default: (.inputOutput, "check the address")
            }
        return LighttableError(code, "the server answered \(status): \(remedy)", at: .init(file: target.name))
    }

    static func message(_ error: URLError, _ target: HTTPTarget, _ options: RemoteOptions) -> String {
        let host = target.url.host ?? "the server"
        switch error.code {
        case .timedOut:
            return "\(host) sent nothing for \(options.stallTimeout.formatted()) seconds; try again later"
        case .cannotFindHost, .dnsLookupFailed: return "there is no server \(host); check the address and the network"
        case .cannotConnectToHost: return "\(host) does not answer; check the address, the network and the proxy"
        case .networkConnectionLost: return "\(host) closed the connection too early; try again later"
        case .secureConnectionFailed, .serverCertificateUntrusted, .serverCertificateHasUnknownRoot,
            .serverCertificateHasBadDate, .serverCertificateNotYetValid:
            return "the connection to \(host) is not secure; check its certificate and this machine's ca-certificates"
        default:
            return "\(host) could not be asked (error \(error.code.rawValue)); check the address and the network"
        }
    }

    private static func failure(_ message: String, _ name: String, cause: (any Error)? = nil) -> LighttableError {
        // What Foundation says may hold the address with its secrets, so the cause stays out.
        LighttableError(.inputOutput, message, at: .init(file: name))
    }
}
