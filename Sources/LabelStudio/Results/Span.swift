import JSON

/// A part of a text, a dialogue, a sound, a series or a video.
struct Span: Sendable {
    /// Where the part is; only parts of the same can overlap.
    let place: String
    let start: Double
    let end: Double
    /// As the simple form of pre-annotations has it.
    let document: JSONObject

    /// The parts that a result marks: none, one, or several of a video.
    static func all(of result: JSONValue) -> [Span] {
        guard let value = result["value"] else { return [] }
        if let ranges = value["ranges"]?.arrayValue {
            return ranges.compactMap { Span($0["start"], $0["end"]) }
        }
        let more = ["text", "channel"].reduce(into: JSONObject()) { $0[$1] = value[$1] }
        if let offsets = value["globalOffsets"] {
            return [Span(offsets["start"], offsets["end"], more)].compactMap(\.self)
        }
        guard let from = value["startOffset"], let to = value["endOffset"] else {
            return [Span(value["start"], value["end"], more)].compactMap(\.self)
        }
        guard let paragraph = value["start"]?.stringValue, paragraph == value["end"]?.stringValue else { return [] }
        let number: JSONValue = Int(paragraph).map { .int($0) } ?? .string(paragraph)
        return [Span(from, to, (["paragraph": number] as JSONObject).merging(more), place: paragraph)]
            .compactMap(\.self)
    }

    private init?(_ start: JSONValue?, _ end: JSONValue?, _ more: JSONObject = [:], place: String = "") {
        guard let start, let end, let first = start.doubleValue, let last = end.doubleValue, first <= last else {
            return nil
        }
        self.start = first
        self.end = last
        self.place = more["channel"].map { "\(place) \($0.text())" } ?? place
        document = (["start": start, "end": end] as JSONObject).merging(more)
    }
}
