import JSON
import Lighttable

extension QueryExplanation {
    /// The explanation as `--json` prints it.
    var json: JSONValue {
        ["tables": .array(tables.map(\.json)), "steps": .array(steps.map(JSONValue.string))]
    }
}

extension QueryExplanation.TableRead {
    fileprivate var json: JSONValue {
        let reasons = pruned.map { file -> JSONValue in
            ["condition": .string(file.condition.description), "files": .int(file.files)]
        }
        return [
            "table": .string(table), "version": .int(version), "files": .int(files), "files_read": .int(filesRead),
            "pruned": .array(reasons), "columns": .array(columns.map(JSONValue.string)),
            "filter": JSONValue(filter?.description), "functions": .array(functions.map(JSONValue.string)),
        ]
    }
}
