public import JSON

/// What the writer of a data file says about its contents.
///
/// Bounds mirror the schema: a column name leads to a scalar, or to an object for a struct. They are hints of possibly
/// careless writers; use ``fitting(_:)`` before trusting them. Upper bounds of timestamps may be cut to milliseconds and
/// bounds of strings to a prefix.
public struct Statistics: Sendable, Equatable {
    /// How many rows the file has, hidden ones included.
    public var numRecords: Int64?
    /// Lower bounds by column.
    public var minValues: JSONObject
    /// Upper bounds by column.
    public var maxValues: JSONObject
    /// Numbers of nulls by column.
    public var nullCount: JSONObject
    /// Whether the bounds are met by rows that count; absent means yes.
    public var tightBounds: Bool?

    /// Creates statistics.
    public init(
        numRecords: Int64? = nil,
        minValues: JSONObject = [:],
        maxValues: JSONObject = [:],
        nullCount: JSONObject = [:],
        tightBounds: Bool? = nil
    ) {
        self.numRecords = numRecords
        self.minValues = minValues
        self.maxValues = maxValues
        self.nullCount = nullCount
        self.tightBounds = tightBounds
    }

    /// Reads statistics, leaving out entries that say nothing: nulls, NaN, negative counts.
    ///
    /// - Throws: ``DeltaError`` with code ``DeltaError/Code/malformedJSON`` when the text is not a JSON object.
    public init(json: String) throws {
        let members = try Self.members(of: json)
        self.init(
            numRecords: members["numRecords"]?.int64Value.flatMap { (0...Self.mostRecords).contains($0) ? $0 : nil },
            minValues: Self.withoutNulls(members["minValues"]),
            maxValues: Self.withoutNulls(members["maxValues"]),
            nullCount: Self.withoutNulls(members["nullCount"]),
            tightBounds: members["tightBounds"]?.boolValue
        )
    }

    /// The statistics as JSON text, for ``AddFile/stats``.
    public var json: String {
        var writer = JSONWriter(.canonical)
        writer.object { fields in
            fields.member("numRecords", numRecords)
            if !minValues.isEmpty { fields.member("minValues", .object(minValues)) }
            if !maxValues.isEmpty { fields.member("maxValues", .object(maxValues)) }
            if !nullCount.isEmpty { fields.member("nullCount", .object(nullCount)) }
            fields.member("tightBounds", tightBounds)
        }
        return writer.text
    }

    /// More than any file has, and few enough to be added up.
    private static let mostRecords: Int64 = 1 << 48

    private static func members(of json: String) throws -> JSONObject {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: json, acceptsNonFinite: true)
        } catch {
            throw DeltaError(.malformedJSON, "the statistics are \(error)", cause: error)
        }
        guard case .object(let members) = value else {
            throw DeltaError(.malformedJSON, "the statistics are not a JSON object")
        }
        return members
    }

    private static func withoutNulls(_ value: JSONValue?) -> JSONObject {
        var kept = JSONObject()
        for (key, value) in value?.objectValue ?? [:] where !value.isNull {
            kept[key] = value.objectValue == nil ? value : .object(withoutNulls(value))
        }
        return kept
    }
}
