import HTTP
import Lighttable

/// Says in the words of a user what the Hub refused.
enum HubFailure {
    /// The error for a refusal; `nil` where it is like any server's.
    static func error(
        _ refusal: HTTPRefusal,
        _ id: String,
        _ revision: String,
        endpoint: String,
        hasToken: Bool
    ) -> LighttableError? {
        let kind = refusal.head["x-error-code"]
        let token = hasToken ? "check what the token in HF_TOKEN may read" : "set HF_TOKEN when it is private"
        switch (refusal.head.status, kind) {
        case (_, "GatedRepo"):
            return LighttableError(
                .permissionDenied,
                "the dataset is for those who accepted its terms; do so at \(endpoint)/datasets/\(id) and set HF_TOKEN",
                at: .init(file: id)
            )
        case (_, "RevisionNotFound"):
            return LighttableError(
                .notFound,
                "the dataset has no revision '\(revision)'; check it",
                at: .init(file: id)
            )
        case (_, "EntryNotFound"):
            return LighttableError(.fileNotFound, "the dataset has no such file; check the path", at: .init(file: id))
        case (_, "RepoNotFound"), (401, _), (404, nil):
            return LighttableError(
                .notFound,
                "there is no such dataset at \(endpoint); check the name, or \(token)",
                at: .init(file: id)
            )
        default: return nil
        }
    }
}
