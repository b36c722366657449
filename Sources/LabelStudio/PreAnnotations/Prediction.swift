import JSON

/// What a task is to show as a prediction.
struct Prediction: Sendable, Hashable {
    /// Results, as annotations have them.
    var results: [JSONValue]
    /// How sure the model is, from 0 to 1.
    var score: Double?
    /// What the project calls the model.
    var modelVersion: String?

    /// The prediction as a task that is imported has it.
    var json: JSONValue {
        var object: JSONObject = ["result": .array(results)]
        if let score { object["score"] = JSONValue(score) }
        if let modelVersion { object["model_version"] = .string(modelVersion) }
        return .object(object)
    }

    /// Tells the prediction from others on the server.
    var fingerprint: Fingerprint { Fingerprint(.array(results)) }

    /// The predictions of several columns, those of one model as one.
    static func joined(_ predictions: [Prediction]) -> [Prediction] {
        var joined: [Prediction] = []
        for prediction in predictions {
            guard let index = joined.firstIndex(where: { $0.modelVersion == prediction.modelVersion }) else {
                joined.append(prediction)
                continue
            }
            joined[index].results += prediction.results
            let scores = [joined[index].score, prediction.score].compactMap(\.self)
            joined[index].score = scores.min()
        }
        return joined
    }
}
