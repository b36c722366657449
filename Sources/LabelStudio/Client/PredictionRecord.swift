import JSON

/// A prediction as the server lists it.
struct PredictionRecord: Sendable, Hashable {
    /// What the server calls the model of a prediction that does not name one.
    private static let unnamedModel = "undefined"
    /// The two times of a prediction that nobody touched are this close.
    private static let editedAfterMicroseconds = 100_000

    let id: Int
    let prediction: Prediction
    /// Whether somebody changed it after it was made.
    let isEdited: Bool

    init?(_ json: JSONValue) {
        guard let id = json["id"]?.intValue else { return nil }
        self.id = id
        let model = json["model_version"]?.stringValue ?? ""
        prediction = Prediction(
            results: json["result"]?.arrayValue ?? [],
            score: json["score"]?.doubleValue,
            modelVersion: model.isEmpty || model == Self.unnamedModel ? nil : model
        )
        let times = ["created_at", "updated_at"].compactMap { json[$0]?.stringValue.flatMap { ServerTime($0) } }
        isEdited = times.count == 2 && times[1].microseconds - times[0].microseconds > Self.editedAfterMicroseconds
    }
}
