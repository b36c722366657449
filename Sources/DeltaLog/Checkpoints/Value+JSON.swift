import Columnar
import JSON

extension Value {
    /// What a value of a Parquet column would be in a commit file; types that do not occur there become null.
    func json(as type: DataType) -> JSONValue {
        switch (self, type) {
        case (.bool(let truth), _): .bool(truth)
        case (.int(let number), _): .integer(Int64(number))
        case (.string(let text), _): .string(text)
        case (.list(let entries), .map(_, let value)): .object(Self.members(entries, value.type))
        case (.list(let items), .list(let element)): .array(items.map { $0.json(as: element.type) })
        case (.structure(let members), .structure(let fields)):
            .object(JSONObject(zip(members, fields).map { ($0.name, $0.value.json(as: $1.type)) }))
        default: .null
        }
    }

    private static func members(_ entries: [Value], _ type: DataType) -> JSONObject {
        var members = JSONObject()
        for case .structure(let pair) in entries where pair.count == 2 {
            guard case .string(let name) = pair[0].value else { continue }
            members[name] = pair[1].value.json(as: type)
        }
        return members
    }
}
