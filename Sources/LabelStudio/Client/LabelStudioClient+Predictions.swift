import JSON

extension LabelStudioClient {
    /// The predictions of a task.
    func predictions(ofTask task: Int) async throws -> [PredictionRecord] {
        let answer = try await json(.get("api/predictions/", ["task": String(task)]))
        guard let predictions = answer.arrayValue else { throw unexpectedAnswer("a list of predictions") }
        return predictions.compactMap { PredictionRecord($0) }
    }

    /// Deletes a prediction; one that is gone already is no error.
    func deletePrediction(_ id: Int) async throws {
        do {
            _ = try await json(.send(.delete, "api/predictions/\(id)/"))
        } catch let error as LabelStudioError where error.code == .notFound {
            return
        }
    }

    /// Adds predictions to a task.
    func addPredictions(_ predictions: [Prediction], toTask task: Int, project: Int) async throws {
        guard !predictions.isEmpty else { return }
        let body = predictions.map { prediction -> JSONValue in
            var object = prediction.json.objectValue ?? [:]
            object["task"] = .int(task)
            return .object(object)
        }
        let answer = try await json(.send(.post, "api/projects/\(project)/import/predictions", .array(body)))
        // The server leaves out what it does not understand without a word.
        guard answer["created"]?.intValue == predictions.count else {
            throw LabelStudioError(.refused, "the server did not take all pre-annotations: check their labels")
        }
    }
}
