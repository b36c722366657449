import Lighttable

/// What has to be done for a task to have a row's predictions.
///
/// Predictions of others, such as a model connected to the project, stay.
struct PredictionChanges: Sendable, Hashable {
    /// The ids of predictions that go.
    private(set) var obsolete: [Int] = []
    /// Predictions that the task lacks.
    private(set) var missing: [Prediction]

    var isEmpty: Bool { obsolete.isEmpty && missing.isEmpty }

    /// Compares what a task has with what it is to have; `former` are the fingerprints of what it was sent with.
    init(of present: [PredictionRecord], former: [Fingerprint], wanted: [Prediction]) {
        missing = wanted
        var lost = former
        let ours = Set(former + wanted.map(\.fingerprint))
        var edited: [PredictionRecord] = []
        for record in present {
            if let place = lost.firstIndex(of: record.prediction.fingerprint) { lost.remove(at: place) }
            if let place = missing.firstIndex(where: { $0.isSame(as: record.prediction) }) {
                missing.remove(at: place)
            } else if ours.contains(record.prediction.fingerprint) {
                obsolete.append(record.id)
            } else if record.isEdited {
                edited.append(record)
            }
        }
        let models = Set(wanted.map(\.modelVersion))
        obsolete += edited.filter { models.contains($0.prediction.modelVersion) }.prefix(lost.count).map(\.id)
    }
}

extension Prediction {
    fileprivate func isSame(as other: Prediction) -> Bool {
        fingerprint == other.fingerprint && score == other.score && modelVersion == other.modelVersion
    }
}
