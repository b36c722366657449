import Columnar
import DeltaLog
import JSON

/// What has to be read to compare two versions, and how rows are matched.
struct DiffPlan: Sendable {
    /// Files that can hold the same rows, to be compared with one another.
    struct Group: Sendable {
        var before: [AddFile] = []
        var after: [AddFile] = []
    }

    /// Two columns to compare, by position; the first version may not have it.
    struct Pair: Sendable {
        let before: Int?
        let after: Int
        /// What makes values of the first version comparable to those of the second.
        let conversion: ColumnConversion?
    }

    let from: Table
    let to: Table
    let columns: ColumnChanges
    let pairs: [Pair]
    let groups: [Group]
    /// Whether row ids mean the same in both.
    let matchesIDs: Bool
    /// The columns that tell rows without ids apart; those of the primary key, or else all.
    let key: [Pair]
    /// Whether rows of the same key are the same in all columns.
    let isKeyWholeRow: Bool

    init(from: Table, to: Table) throws {
        self.from = from
        self.to = to
        columns = ColumnChanges(from: from.columns, to: to.columns)
        matchesIDs = from.path == to.path
        pairs = Self.pairs(columns, from, to)
        let names = Set(to.primaryKey)
        let keyPairs = pairs.filter { $0.before != nil && names.contains(to.columns[$0.after].name) }
        let isSameKey =
            !names.isEmpty && keyPairs.count == names.count
            && Set(keyPairs.compactMap(\.before).map { from.columns[$0].name }) == Set(from.primaryKey)
        if !matchesIDs, !isSameKey { throw Self.noKey(from, to) }
        key = isSameKey ? keyPairs : pairs.filter { $0.before != nil }
        isKeyWholeRow = !isSameKey
        groups = Self.groups(from, to, columns.added, matchesIDs: matchesIDs)
    }

    /// A difference as the outside sees it.
    func change(_ difference: RowDifference) -> RowChange {
        switch difference {
        case .added(let row): return .added(row.row(to.columns))
        case .removed(let row): return .removed(row.row(from.columns))
        case .changed(let before, let after):
            let (old, new) = (before.row(from.columns), after.row(to.columns))
            let changed = pairs.filter { differ($0, before, after) }.map { to.columns[$0.after].name }
            return .changed(from: old, to: new, columns: changed)
        }
    }

    /// Whether two rows differ in a column.
    func differ(_ pair: Pair, _ before: BatchRow, _ after: BatchRow) -> Bool {
        let new = after.batch.column(at: pair.after).value(at: after.index)
        guard let position = pair.before else { return !new.isNull }
        let old = before.batch.column(at: position).value(at: before.index)
        return !(pair.conversion?.converted(old) ?? old).isSame(as: new)
    }

    private static func pairs(_ columns: ColumnChanges, _ from: Table, _ to: Table) -> [Pair] {
        to.columns.enumerated()
            .map { index, column in
                let source = columns.common.first { $0.to.name == column.name }?.from
                let position = source.flatMap { source in from.columns.firstIndex { $0.name == source.name } }
                let isRetyped = source.map { $0.storage != column.storage } ?? false
                let conversion = isRetyped ? source.flatMap { try? ColumnConversion($0, to: column.type) } : nil
                return Pair(before: position, after: index, conversion: conversion)
            }
    }

    private static func noKey(_ from: Table, _ to: Table) -> LighttableError {
        LighttableError(
            .unsupported,
            "'\(from.name)' and '\(to.name)' are different tables without a primary key in common, so their rows cannot "
                + "be told to be the same; compare two versions of one table",
            at: .init(table: to.name)
        )
    }
}

extension Value {
    /// Whether two cells hold the same; NaN is the same as NaN.
    func isSame(as other: Value) -> Bool {
        if case .float(let left) = self, case .float(let right) = other {
            return left == right || left.isNaN && right.isNaN
        }
        return self == other
    }
}
