/// Decides how wide each column of a table is, and which ones are left out.
struct TableLayout: Equatable {
    enum Slot: Equatable {
        case column(index: Int, width: Int)
        /// Stands for columns that are left out.
        case gap

        var width: Int {
            switch self {
            case .column(_, let width): width
            case .gap: 1
            }
        }
    }

    let slots: [Slot]
    /// How long a line of the table is.
    let lineWidth: Int

    init(naturalWidths: [Int], available: Int?, hasBorders: Bool) {
        let all = naturalWidths.enumerated().map { Slot.column(index: $0, width: $1) }
        let frame = Frame(available: available ?? .max, hasBorders: hasBorders)
        slots = available == nil ? all : frame.fit(all)
        lineWidth = frame.needed(slots, cap: .max)
    }

    /// The width of a column; nil when it is left out.
    func width(of column: Int) -> Int? {
        slots.lazy
            .compactMap { slot in
                guard case .column(column, let width) = slot else { return nil }
                return width
            }
            .first
    }

    /// Narrower than this, cut cells say nothing any more and whole columns go instead.
    static let narrowest = 10
}

/// The room that cells share on a line.
private struct Frame {
    let available: Int
    let hasBorders: Bool

    func fit(_ all: [TableLayout.Slot]) -> [TableLayout.Slot] {
        var kept = all
        while kept.count > 2, needed(kept, cap: TableLayout.narrowest) > available { dropMiddle(&kept) }
        let widest = kept.map(\.width).max() ?? 1
        let floor = kept.count > 2 ? TableLayout.narrowest : 1
        let cap = stride(from: widest, to: floor, by: -1).first { needed(kept, cap: $0) <= available } ?? floor
        return kept.map { capped($0, cap) }
    }

    /// Takes out the middle column, leaving one gap that stands for all that went.
    private func dropMiddle(_ slots: inout [TableLayout.Slot]) {
        if let gap = slots.firstIndex(of: .gap) {
            slots.remove(at: gap >= slots.count - gap - 1 && gap > 1 ? gap - 1 : min(gap + 1, slots.count - 1))
        } else {
            slots[slots.count / 2] = .gap
        }
    }

    func needed(_ slots: [TableLayout.Slot], cap: Int) -> Int {
        let frame = hasBorders ? 3 * slots.count + 1 : 2 * max(0, slots.count - 1)
        return frame + slots.reduce(0) { $0 + min($1.width, cap) }
    }

    private func capped(_ slot: TableLayout.Slot, _ cap: Int) -> TableLayout.Slot {
        guard case .column(let index, let width) = slot else { return slot }
        return .column(index: index, width: min(width, max(1, cap)))
    }
}
