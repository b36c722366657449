import JSON

/// The file `data.yaml` of a YOLO dataset, which names its splits and classes
/// (https://docs.ultralytics.com/datasets/detect/#ultralytics-yolo-format).
enum YOLODescription {
    private static let validation: Set = ["val", "valid", "validation", "dev"]

    static func text(splits: Set<String>, classes: [String], title: String) -> String {
        var lines = ["# \(title)"]
        let train = splits.contains("train") ? "train" : splits.min() ?? "train"
        lines.append("train: images/\(train)")
        // Programs want pictures to validate with; without a split of them, those to train with must do.
        lines.append("val: images/\(splits.filter(validation.contains).min() ?? train)")
        if splits.contains("test") { lines.append("test: images/test") }
        lines.append("names:")
        // A JSON string is a YAML string, too.
        lines += classes.enumerated().map { "  \($0): \(JSONValue.string($1).text(.compact))" }
        return lines.joined(separator: "\n") + "\n"
    }
}
