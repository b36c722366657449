import Foundation

/// The type of a column that comes from the names of folders.
enum PartitionType {
    /// The name of the folder of rows that have no value.
    static let null = "__HIVE_DEFAULT_PARTITION__"

    /// What all texts are; text such as `01` stays text.
    static func inferred(_ texts: [String], inferTemporalTypes: Bool) -> ColumnType {
        guard !texts.isEmpty else { return .string }
        if texts.allSatisfy({ Int($0).map(String.init) == $0 }) { return .int }
        return inferTemporalTypes && texts.allSatisfy { CivilTime.days($0) != nil } ? .date : .string
    }

    /// The cells that folders below a root give their rows; other folders give none.
    static func cells(_ folders: some Sequence<Substring>) -> [PartitionCell] {
        folders.compactMap { folder in
            guard let equals = folder.firstIndex(of: "="), equals != folder.startIndex else { return nil }
            let name = String(folder[..<equals])
            let text = String(folder[folder.index(after: equals)...])
            let value = text == null || text.isEmpty ? nil : text.removingPercentEncoding ?? text
            return PartitionCell(name: name.removingPercentEncoding ?? name, text: value)
        }
    }
}
