import Foundation
import Lighttable

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

extension LabelStudioClient {
    /// The error for an answer with an error status.
    func failure(_ response: HTTPResponse, for request: HTTPRequest) -> LabelStudioError {
        if let location = response.location { return moved(to: location) }
        let message = ErrorBody.message(response.body, status: response.status)
        switch response.status {
        case 401: return LabelStudioError(.unauthorized, unauthorizedMessage(message))
        case 403: return LabelStudioError(.refused, "Label Studio forbids this: \(message)")
        case 404: return LabelStudioError(.notFound, "not found on \(server.url): \(subject(of: request)) (\(message))")
        case 500...: return LabelStudioError(.serverFailure, "Label Studio failed: \(message) (see the server's log)")
        default: return LabelStudioError(.refused, "Label Studio refused: \(message)")
        }
    }

    /// The error for a request that got no answer, and whether asking again is reasonable.
    func transportFailure(_ error: any Error) -> (error: any Error, isTransient: Bool) {
        if error is CancellationError || error is LabelStudioError { return (error, false) }
        guard let failure = error as? URLError else {
            return (LabelStudioError(.unreachable, "no connection to \(server.url): \(error)", cause: error), false)
        }
        switch failure.code {
        case .cancelled: return (CancellationError(), false)
        case .timedOut:
            let message = "\(server.url) did not answer in time: try again when the server is less busy"
            return (LabelStudioError(.timedOut, message, cause: error), true)
        case .networkConnectionLost, .badServerResponse, .cannotParseResponse:
            return (
                LabelStudioError(.timedOut, "\(server.url) broke off the connection: try again", cause: error), true
            )
        default:
            let message = "Label Studio does not answer at \(server.url): start it, or correct LABEL_STUDIO_URL"
            return (LabelStudioError(.unreachable, message, cause: error), false)
        }
    }

    private func moved(to location: String) -> LabelStudioError {
        // The rest may hold what is secret.
        let place = URL(string: location, relativeTo: server.url)
            .flatMap { url in
                url.host.map { "\(url.scheme ?? "http")://\($0)\(url.port.map { ":\($0)" } ?? "")" }
            }
        return LabelStudioError(
            .notConfigured,
            "\(server.url) sends requests elsewhere, to \(place ?? "no web address"): correct LABEL_STUDIO_URL"
        )
    }

    private func unauthorizedMessage(_ reason: String) -> String {
        let remedy =
            reason.contains("legacy token authentication has been disabled")
            ? "use a personal access token, or switch legacy tokens on in the server's organization settings"
            : "take the key from Label Studio's Account & Settings and set LABEL_STUDIO_API_KEY"
        return "\(server.url) does not accept the key (\(reason)): \(remedy)"
    }

    private func subject(of request: HTTPRequest) -> String {
        String(request.path.prefix { $0 != "?" }).trimmingCharacters(in: ["/"])
    }
}
