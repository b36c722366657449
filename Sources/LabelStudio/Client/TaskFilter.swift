import JSON

/// A condition on the tasks of a project; several hold together.
enum TaskFilter: Sendable, Hashable {
    case updatedAfter(ServerTime)
    case updatedFrom(ServerTime)
    case updatedUpTo(ServerTime)
    case idAbove(Int)
    case idUpTo(Int)
    case ids([Int])
    case annotated
    case skipped

    var json: JSONValue {
        switch self {
        case .updatedAfter(let time): Self.item("updated_at", "greater", "Datetime", .string(time.filterText))
        case .updatedFrom(let time): Self.item("updated_at", "greater_or_equal", "Datetime", .string(time.filterText))
        case .updatedUpTo(let time): Self.item("updated_at", "less_or_equal", "Datetime", .string(time.filterText))
        case .idAbove(let id): Self.item("id", "greater", "Number", .int(id))
        case .idUpTo(let id): Self.item("id", "less_or_equal", "Number", .int(id))
        case .ids(let ids): Self.item("id", "in_list", "List", .array(ids.map { .int($0) }))
        case .annotated: Self.item("total_annotations", "greater", "Number", 0)
        case .skipped: Self.item("cancelled_annotations", "greater", "Number", 0)
        }
    }

    private static func item(_ field: String, _ operation: String, _ type: String, _ value: JSONValue) -> JSONValue {
        [
            "filter": .string("filter:tasks:\(field)"), "operator": .string(operation), "type": .string(type),
            "value": value,
        ]
    }
}
