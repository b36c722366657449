import JSON

/// A server that speaks as Label Studio's ML backends do.
///
/// It is told the label config by `/setup`, once, and asked by `/predict` for predictions of tasks.
struct ModelBackend: HTTPDialect {
    let page = "/predict"
    /// Tells projects apart that share a server.
    let project: String
    /// The label config.
    let labelConfig: String
    /// The names that the arguments have in the data of a task, in order.
    let data: [String]
    /// The folder below which the server reads files of this machine, as its `LOCAL_FILES_DOCUMENT_ROOT` says; ends with `/`.
    let documentRoot: String

    var introduction: (page: String, body: JSONValue)? {
        let body: JSONValue = [
            "project": .string(project), "schema": .string(labelConfig), "hostname": "", "access_token": "",
            "model_version": nil,
        ]
        return ("/setup", body)
    }

    func question(_ rows: [[JSONValue]], of types: [ColumnType]) -> JSONValue {
        let tasks = rows.enumerated()
            .map { number, arguments -> JSONValue in
                let values = zip(arguments, types).map { $1.isMedia ? localFile($0) : $0 }
                return ["id": .int(number + 1), "data": .object(JSONObject(zip(data, values)))]
            }
        return [
            "tasks": .array(tasks), "project": .string(project), "label_config": .string(labelConfig), "params": [:],
        ]
    }

    /// A medium as model servers know it: files of this machine by the addresses that Label Studio gives them.
    private func localFile(_ medium: JSONValue) -> JSONValue {
        guard let path = medium.stringValue, path.hasPrefix(documentRoot) else { return medium }
        // Old servers take the path as it is, newer ones decode it.
        let name = String(path.dropFirst(documentRoot.count)).replacingScalar("%", with: "%25")
            .replacingScalar("+", with: "%2B")
            .replacingScalar("&", with: "%26").replacingScalar("#", with: "%23")
        return .string("/data/local-files/?d=\(name)")
    }

    func results(in answer: JSONValue, of who: String) throws -> [Result<JSONValue, CellError>] {
        guard let results = answer["results"]?.arrayValue ?? answer.arrayValue else {
            throw CellError("\(who) gave no list \"results\", but \(answer.text().shortened)", code: .functionFailed)
        }
        return results.map { Self.cell($0, answer["model_version"], who) }
    }

    /// What a server says about a task, in a form that columns of pre-annotations may have: a prediction, a list of them as
    /// old servers give, or a list of regions.
    private static func cell(_ item: JSONValue, _ version: JSONValue?, _ who: String) -> Result<JSONValue, CellError> {
        if item.isNull || item.arrayValue?.isEmpty == true { return .success(nil) }
        if let prediction = prediction(item, version) { return .success(prediction) }
        if let items = item.arrayValue {
            let predictions = items.compactMap { prediction($0, version) }
            if predictions.count == items.count { return .success(.array(predictions)) }
            if items.allSatisfy({ $0["type"]?.stringValue != nil }) { return .success(item) }
        }
        return .failure(
            CellError("\(who) gave \(item.text().shortened), which is no prediction", code: .functionFailed)
        )
    }

    private static func prediction(_ item: JSONValue, _ version: JSONValue?) -> JSONValue? {
        guard var object = item.objectValue, object["result"]?.arrayValue != nil else { return nil }
        if object["model_version"]?.isNull ?? true { object["model_version"] = version }
        return .object(object)
    }
}
