import Columnar
import JSON
import Lighttable

/// What the values of columns are like, for programs and for people.
struct StatisticsListing {
    static let quantiles = [0.05, 0.25, 0.5, 0.75, 0.95]
    private static let bars = Array("▁▂▃▄▅▆▇█")

    private let columns: [ColumnStatistics]

    init(_ columns: [ColumnStatistics]) {
        self.columns = columns
    }

    var rows: Int { columns.first?.summary.rows ?? 0 }

    func json(_ statistics: ColumnStatistics) -> JSONValue {
        let (column, summary) = (statistics.column, statistics.summary)
        var members: JSONObject = [
            "name": .string(column.name), "type": .string(column.type.description), "nulls": .int(summary.nulls),
            "distinct": JSONValue(summary.distinct), "distinct_is_exact": .bool(!summary.hasMoreDistinct),
            "min": bound(summary.least, column), "max": bound(summary.greatest, column),
            "top": .array(summary.top.map { ["value": cell($0.value, column), "count": .int($0.count)] }),
        ]
        if column.type == .float { members["nan"] = .int(summary.nans) }
        guard let numbers = summary.numbers else { return .object(members) }
        let detail = self.detail(numbers, statistics)
        guard statistics.areNumbersValues else {
            members["length"] = .object(
                detail.merging(["min": JSONValue(numbers.least), "max": JSONValue(numbers.greatest)])
            )
            return .object(members)
        }
        return .object(members.merging(detail))
    }

    func print(in session: Session) throws {
        let headings =
            ["column", "type"].map { TableRenderer.Column(title: $0) }
            + ["nulls", "distinct", "min", "mean", "median", "max"]
            .map { TableRenderer.Column(title: $0, isRightAligned: true) }
            + ["histogram", "most frequent"].map { TableRenderer.Column(title: $0) }
        try session.table(headings, columns.map(cells), hasBorders: false)
        let lengths = columns.contains { !$0.areNumbersValues && $0.summary.numbers != nil }
        try session.note(
            Quantity.count(rows, "row") + (lengths ? "; mean, median and histogram of text are of lengths" : "")
        )
    }

    private func detail(_ numbers: ColumnSummary.Numbers, _ statistics: ColumnStatistics) -> JSONObject {
        let column = statistics.column
        func shown(_ number: Double) -> JSONValue {
            statistics.areNumbersValues ? cell(statistics.value(of: number), column) : JSONValue(number)
        }
        let width = (numbers.greatest - numbers.least) / Double(max(numbers.histogram.count, 1))
        let intervals = numbers.histogram.enumerated()
            .map { index, count -> JSONValue in
                let from = numbers.least + width * Double(index)
                let isLast = index == numbers.histogram.count - 1
                return [
                    "from": shown(from), "to": shown(isLast ? numbers.greatest : from + width), "count": .int(count),
                ]
            }
        let parts = zip(Self.quantiles, numbers.quantiles).map { ("\($0)", shown($1)) }
        return [
            "mean": shown(numbers.mean), "stddev": isTime(column) ? .null : JSONValue(numbers.deviation),
            "quantiles": .object(JSONObject(parts)), "histogram": .array(intervals),
            "is_sample": .bool(numbers.isSample),
        ]
    }

    private func isTime(_ column: Column) -> Bool {
        [.date, .timestamp, .time, .duration].contains(column.type)
    }

    private func cells(_ statistics: ColumnStatistics) -> [String?] {
        let (column, summary) = (statistics.column, statistics.summary)
        let distinct = summary.distinct.map { (summary.hasMoreDistinct ? "> " : "") + Quantity.count($0) }
        let top = summary.top.map { "\(cut(CellText.of($0.value, in: column), 24)) (\(Quantity.count($0.count)))" }
        return [
            CellText.oneLine(column.name), column.type.description, Quantity.count(summary.nulls), distinct ?? "",
            text(ofBound: summary.least, column), number(summary.numbers?.mean, statistics),
            number(summary.numbers?.quantiles[2], statistics), text(ofBound: summary.greatest, column),
            sparkline(summary.numbers?.histogram ?? []), top.joined(separator: ", "),
        ]
    }

    /// Documents are text, but have no order that means anything.
    private func bound(_ value: Value, _ column: Column) -> JSONValue {
        column.type == .json ? .null : cell(value, column)
    }

    private func text(ofBound value: Value, _ column: Column) -> String {
        value.isNull || column.type == .json ? "" : cut(CellText.of(value, in: column), 24)
    }

    private func number(_ number: Double?, _ statistics: ColumnStatistics) -> String {
        guard let number else { return "" }
        if isTime(statistics.column) { return CellText.of(statistics.value(of: number), in: statistics.column) }
        return Self.short(number)
    }

    /// Six digits are enough to look at.
    private static func short(_ number: Double) -> String {
        guard number.isFinite, number != 0 else { return number == 0 ? "0" : "\(number)" }
        var scale = 1.0
        var size = number.magnitude
        while size < 100_000, scale < 1e6 { (scale, size) = (scale * 10, size * 10) }
        let rounded = (number * scale).rounded() / scale
        return Int(exactly: rounded).map(Quantity.count) ?? "\(rounded)"
    }

    private func sparkline(_ counts: [Int]) -> String {
        guard let most = counts.max(), most > 0 else { return "" }
        return String(counts.map { $0 == 0 ? " " : Self.bars[($0 * (Self.bars.count - 1) + most - 1) / most] })
    }

    private func cut(_ text: String, _ length: Int) -> String {
        text.count > length ? text.prefix(length - 1) + "…" : text
    }

    private func cell(_ value: Value, _ column: Column) -> JSONValue {
        if case .float(let number) = value { return number.isFinite ? JSONValue(number) : .string("\(number)") }
        var writer = JSONWriter()
        writer.cell(value, in: column)
        return (try? JSONValue(parsing: writer.text)) ?? .null
    }
}
