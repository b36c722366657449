import JSON

extension SimpleForm {
    /// Parts of a text, a dialogue, a sound, a series or a video: `[{"start", "end", "label"}]`.
    func spans(_ value: JSONValue) throws -> [JSONValue] {
        let categories = Categories(value, of: control)
        var results: [JSONValue] = []
        for item in try items(value) {
            guard let labels = try labels(of: item, categories) else { continue }
            guard try number("start", of: item) <= number("end", of: item) else {
                throw PreAnnotationError("has an item that ends before it starts")
            }
            var (span, more) = try self.span(item)
            span[control.type] = .array(labels.map(JSONValue.string))
            if let length = item["original_length"] ?? value["original_length"] { more["original_length"] = length }
            results.append(result(span, results.count, score: item["score"], more))
        }
        return results
    }

    private func span(_ item: JSONValue) throws -> (value: JSONObject, more: JSONObject) {
        let (start, end) = (item["start"] ?? 0, item["end"] ?? 0)
        switch control.type {
        case "timelinelabels": return (["ranges": [["start": start, "end": end]]], [:])
        case "timeserieslabels": return (["start": start, "end": end, "instant": .bool(start == end)], [:])
        case "paragraphlabels": return (try paragraph(item), [:])
        case "hypertextlabels":
            let place: JSONObject = ["start": "/", "end": "/", "globalOffsets": ["start": start, "end": end]]
            return (place.merging(text(item)), [:])
        default:
            let place: JSONObject = ["start": start, "end": end]
            let isSound = context.text == nil && item["text"] == nil
            return (place.merging(isSound ? ["channel": item["channel"] ?? 0] : text(item)), [:])
        }
    }

    private func paragraph(_ item: JSONValue) throws -> JSONObject {
        guard let place = item["paragraph"]?.intValue else {
            throw PreAnnotationError("has an item without a \"paragraph\", the number of the part it is in, from 0 on")
        }
        return
            ([
                "start": .string("\(place)"), "end": .string("\(place)"), "startOffset": item["start"] ?? 0,
                "endOffset": item["end"] ?? 0,
            ] as JSONObject)
            .merging(item["text"].map { ["text": $0] } ?? [:])
    }

    /// The words of a span: those that it tells, or those of the text, whose offsets count UTF-16 as the editor does.
    private func text(_ item: JSONValue) -> JSONObject {
        if let text = item["text"] { return ["text": text] }
        guard let text = context.text?.utf16, let start = item["start"]?.intValue, let end = item["end"]?.intValue,
            start >= 0, end <= text.count, start <= end
        else { return [:] }
        let part = text.dropFirst(start).prefix(end - start)
        return ["text": .string(String(decoding: Array(part), as: UTF16.self))]
    }
}

extension JSONObject {
    fileprivate func merging(_ other: JSONObject) -> JSONObject {
        var object = self
        for (key, value) in other { object[key] = value }
        return object
    }
}
