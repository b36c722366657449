import JSON

/// A server that takes `{"rows": [{"arguments": [...]}, ...]}` and gives `{"results": [{"result": ...}, {"error": "why"}, ...]}`.
struct JSONEndpoint: HTTPDialect {
    let page = ""
    let introduction: (page: String, body: JSONValue)? = nil

    func question(_ rows: [[JSONValue]], of types: [ColumnType]) -> JSONValue {
        ["rows": .array(rows.map { ["arguments": .array($0)] })]
    }

    func results(in answer: JSONValue, of who: String) throws -> [Result<JSONValue, CellError>] {
        if let results = answer["results"]?.arrayValue { return results.map { $0.answer(of: who) } }
        if let error = answer["error"], !error.isNull {
            throw CellError("\(who): \(error.stringValue ?? error.text())", code: .functionFailed)
        }
        throw CellError("\(who) gave no list \"results\", but \(answer.text().shortened)", code: .functionFailed)
    }
}
