import JSON

extension Action {
    /// Reads an action; `nil` for a kind that is not known here.
    init?(named name: String, _ value: JSONValue) throws {
        switch name {
        case "add": self = .add(try AddFile(JSONFields(value, of: name)))
        case "remove": self = .remove(try RemoveFile(JSONFields(value, of: name)))
        case "protocol": self = .protocol(try ProtocolAction(JSONFields(value, of: name)))
        case "metaData": self = .metaData(try Metadata(JSONFields(value, of: name)))
        case "txn": self = .txn(try SetTransaction(JSONFields(value, of: name)))
        case "commitInfo": self = .commitInfo(CommitInfo(value))
        case "domainMetadata": self = .domainMetadata(try DomainMetadata(JSONFields(value, of: name)))
        default: return nil
        }
    }

    /// Writes the action as one object with one member.
    func write(to writer: inout JSONWriter) {
        writer.object { line in
            line.key(name)
            line.object { fields in
                switch self {
                case .protocol(let action): action.write(to: &fields)
                case .metaData(let action): action.write(to: &fields)
                case .add(let action): action.write(to: &fields)
                case .remove(let action): action.write(to: &fields)
                case .txn(let action): action.write(to: &fields)
                case .commitInfo(let action): action.write(to: &fields)
                case .domainMetadata(let action): action.write(to: &fields)
                }
            }
        }
    }

    private var name: String {
        switch self {
        case .protocol: "protocol"
        case .metaData: "metaData"
        case .add: "add"
        case .remove: "remove"
        case .txn: "txn"
        case .commitInfo: "commitInfo"
        case .domainMetadata: "domainMetadata"
        }
    }
}
