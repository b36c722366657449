import JSON

/// A file of a dataset.
struct HubFile: Equatable, Sendable {
    let path: String
    let size: Int

    init(path: String, size: Int) {
        self.path = path
        self.size = size
    }

    /// Reads one entry of a tree; `nil` for a folder, or a path that leads elsewhere.
    init?(_ entry: JSONValue) {
        guard entry["type"]?.stringValue == "file", let path = entry["path"]?.stringValue,
            let size = entry["size"]?.intValue, !path.hasPrefix("/"), !path.split(separator: "/").contains("..")
        else { return nil }
        self.init(path: path, size: size)
    }

    var json: JSONValue { ["type": "file", "path": .string(path), "size": .int(size)] }
}
