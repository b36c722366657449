import Columnar
import DeltaLog

extension Query {
    /// How the query would be answered, without reading data.
    ///
    /// - Returns: Files, columns and steps.
    /// - Throws: A ``LighttableError`` when the query does not fit its source.
    public func explain() throws -> QueryExplanation {
        try explanation(of: try checked(), keepsOrder: true)
    }

    /// How some columns of the query would come about.
    func explanation(of outputs: [OutputColumn], keepsOrder: Bool) throws -> QueryExplanation {
        let isSorted = !ordering.isEmpty && (keepsOrder || rowOffset > 0 || rowLimit != nil)
        let query = pushingConditions
        let scan = try query.scan(of: isSorted ? SortPlan(self, outputs: outputs).outputs : outputs, hasRowIDs: false)
        var explanation = try query.explanation(of: scan)
        let computed = outputs.compactMap { $0.evaluation?.expression }.filter { !$0.isColumn }
        if let sampling { explanation.steps.append(sampling.description) }
        if !computed.isEmpty {
            explanation.steps.append("compute \(computed.map(\.description).joined(separator: ", "))")
        }
        if isSorted { explanation.steps.append(sortStep) }
        if rowOffset > 0 { explanation.steps.append("leave out \(rowOffset) rows") }
        if let rowLimit { explanation.steps.append("stop after \(rowLimit) rows") }
        return explanation
    }

    private var sortStep: String {
        let keys = ordering.map(\.description).joined(separator: ", ")
        guard let rowLimit else { return "sort by \(keys), in temporary files what memory has no room for" }
        return "sort by \(keys), keeping the first \(rowOffset.addingOrMax(rowLimit)) rows"
    }

    /// What is read for a scan.
    private func explanation(of scan: TableScan) throws -> QueryExplanation {
        guard case .join(let join) = source else {
            return QueryExplanation(tables: [tableRead(of: scan)], steps: [])
        }
        let sides = try JoinScan(join, scan)
        var explanation = try join.left.explanation(of: sides.leftOutputs + join.leftKeys, keepsOrder: true)
        let right = try join.right.explanation(of: sides.rightOutputs + join.rightKeys, keepsOrder: true)
        explanation.tables += right.tables
        explanation.steps += right.steps.map { "other side: \($0)" }
        explanation.steps.append("\(join.description), whose rows are in memory")
        if let filter { explanation.steps.append("filter by \(filter)") }
        return explanation
    }

    private func tableRead(of scan: TableScan) -> QueryExplanation.TableRead {
        QueryExplanation.TableRead(
            table: table.name,
            version: table.version,
            files: table.snapshot.files.count,
            pruned: candidates.pruned.map { .init(condition: $0.condition, files: $0.count) },
            columns: scan.readColumns.map(\.name),
            filter: filter,
            functions: (scan.filterCalls + scan.calls).map(\.text)
        )
    }
}

extension GroupedQuery {
    /// How the groups would come about, without reading data.
    ///
    /// - Returns: Files, columns and steps.
    /// - Throws: A ``LighttableError`` when something does not fit.
    public func explain() throws -> QueryExplanation {
        let plan = try GroupingPlan(self)
        _ = try GroupSelection(self, plan.columns)
        var explanation = try query.explanation(of: plan.outputs, keepsOrder: plan.dependsOnOrder)
        let computed = aggregations.map(\.description).joined(separator: ", ")
        let by = keys.isEmpty ? "all rows" : "by \(keys.map(\.name).joined(separator: ", "))"
        explanation.steps.append("group \(by)\(computed.isEmpty ? "" : ": \(computed)"), the groups in memory")
        if let filter { explanation.steps.append("keep groups where \(filter)") }
        if !ordering.isEmpty {
            explanation.steps.append("sort groups by \(ordering.map(\.description).joined(separator: ", "))")
        }
        if groupOffset > 0 { explanation.steps.append("leave out \(groupOffset) groups") }
        if let groupLimit { explanation.steps.append("stop after \(groupLimit) groups") }
        return explanation
    }
}

extension Sampling: CustomStringConvertible {
    /// The sample in words.
    public var description: String {
        switch self {
        case .rows(let rows, let seed): "take \(rows) rows by chance (seed \(seed))"
        case .fraction(let fraction, let seed): "take \(fraction) of the rows by chance (seed \(seed))"
        }
    }
}

extension Expression {
    fileprivate var isColumn: Bool {
        if case .column = self { return true }
        return false
    }
}
