import Lighttable

/// The first and last rows of a query.
struct RowPreview: Sendable {
    private(set) var rows: [Row] = []
    /// The number of rows after which others were left out.
    private(set) var gapAfter: Int?
    private(set) var total = 0

    /// Reads a query's rows, keeping no more than `limit` of them.
    init(_ query: Query, showing limit: Int) async throws {
        total = try await query.count()
        if limit >= total {
            for try await row in try query.rows() { rows.append(row) }
            return
        }
        let headCount = total > Self.tailLimit ? limit : limit - limit / 2
        rows = try await Self.head(query.limit(headCount))
        gapAfter = headCount
        if headCount < limit { rows += try await Self.tail(query, limit - headCount) }
    }

    /// Takes the first and last rows of a result.
    init(_ result: ResultSet, showing limit: Int) {
        total = result.count
        guard limit < total else {
            rows = Array(result)
            return
        }
        let headCount = limit - limit / 2
        gapAfter = headCount
        rows = Array(result.prefix(headCount)) + Array(result.suffix(limit - headCount))
    }

    /// Reading a larger table to its end would take longer than people wait for a glance at it.
    private static let tailLimit = 100_000

    private static func head(_ query: Query) async throws -> [Row] {
        var rows: [Row] = []
        for try await row in try query.rows() { rows.append(row) }
        return rows
    }

    private static func tail(_ query: Query, _ count: Int) async throws -> [Row] {
        var ring: [Row] = []
        var oldest = 0
        for try await row in try query.rows() {
            if ring.count < count {
                ring.append(row)
            } else {
                ring[oldest] = row
                oldest = (oldest + 1) % count
            }
        }
        return Array(ring[oldest...] + ring[..<oldest])
    }
}
