import Foundation
import JSON
import Synchronization

/// The short-lived token a personal access token was last exchanged for.
final class AccessToken: Sendable {
    /// Renewed this long before it expires, so that a request in flight still carries a valid one.
    static let leeway: TimeInterval = 30
    /// What the server grants when the token itself does not say.
    static let assumedLifetime: TimeInterval = 300

    private let current = Mutex<(token: String, expires: Date)?>(nil)

    /// The token, nil when there is none or it is about to expire.
    func valid(at now: Date = Date()) -> String? {
        current.withLock { current in
            guard let current, current.expires.timeIntervalSince(now) > Self.leeway else { return nil }
            return current.token
        }
    }

    /// Keeps a new token.
    ///
    /// The lifetime is counted from now by this machine's clock, so a server whose clock differs does no harm.
    func store(_ token: String, at now: Date = Date()) {
        let claims = APIKey.claims(of: token)
        let lifetime: TimeInterval
        if let expires = claims?["exp"]?.intValue, let issued = claims?["iat"]?.intValue {
            lifetime = TimeInterval(expires - issued)
        } else {
            lifetime = Self.assumedLifetime
        }
        current.withLock { $0 = (token, now.addingTimeInterval(lifetime)) }
    }

    func discard() {
        current.withLock { $0 = nil }
    }
}
