import Testing

@testable import LighttableCLI

@Suite struct TableRendererTests {
    private static let columns = [
        TableRenderer.Column(title: "id", type: "Int", isRightAligned: true),
        TableRenderer.Column(title: "name", type: "String"),
        TableRenderer.Column(title: "photo", type: "Image", keepsEnd: true),
    ]

    @Test func `without a width everything is shown`() {
        let renderer = TableRenderer(
            columns: Self.columns,
            rows: [["1", "cat 🐈", "/stamps/animals/cat.png"], ["12", "日本", nil]]
        )
        #expect(
            renderer.render() == """
                ┌─────┬────────┬─────────────────────────┐
                │  id │ name   │ photo                   │
                │ Int │ String │ Image                   │
                ├─────┼────────┼─────────────────────────┤
                │   1 │ cat 🐈 │ /stamps/animals/cat.png │
                │  12 │ 日本   │ null                    │
                └─────┴────────┴─────────────────────────┘

                """
        )
    }

    @Test func `rows that were left out are marked`() {
        let renderer = TableRenderer(columns: Self.columns, rows: [["1", "a", "x"], ["9", "b", "y"]], gapAfter: 1)
        #expect(
            renderer.render() == """
                ┌─────┬────────┬───────┐
                │  id │ name   │ photo │
                │ Int │ String │ Image │
                ├─────┼────────┼───────┤
                │   1 │ a      │ x     │
                │   … │ …      │ …     │
                │   9 │ b      │ y     │
                └─────┴────────┴───────┘

                """
        )
    }

    @Test func `a narrow terminal cuts the widest cells first, paths at their start`() {
        let renderer = TableRenderer(
            columns: Self.columns,
            rows: [["1", "a long description", "/stamps/animals/cat.png"]],
            width: 40
        )
        #expect(
            renderer.render() == """
                ┌─────┬───────────────┬───────────────┐
                │  id │ name          │ photo         │
                │ Int │ String        │ Image         │
                ├─────┼───────────────┼───────────────┤
                │   1 │ a long descr… │ …mals/cat.png │
                └─────┴───────────────┴───────────────┘

                """
        )
    }

    @Test func `a very narrow terminal leaves out middle columns`() {
        let columns = (1...8).map { TableRenderer.Column(title: "column\($0)", type: "String") }
        let renderer = TableRenderer(columns: columns, rows: [(1...8).map { "v\($0)" }], width: 50)
        #expect(
            renderer.render() == """
                ┌─────────┬─────────┬───┬─────────┬─────────┐
                │ column1 │ column2 │ … │ column7 │ column8 │
                │ String  │ String  │ … │ String  │ String  │
                ├─────────┼─────────┼───┼─────────┼─────────┤
                │ v1      │ v2      │ … │ v7      │ v8      │
                └─────────┴─────────┴───┴─────────┴─────────┘

                """
        )
    }

    @Test func `without borders cells stand in columns and lines end where their text does`() {
        let columns = [
            TableRenderer.Column(title: "name"), TableRenderer.Column(title: "rows", isRightAligned: true),
            TableRenderer.Column(title: "media"),
        ]
        let renderer = TableRenderer(
            columns: columns,
            rows: [["demo/", "", ""], ["  stamps", "805", "photo"]],
            hasBorders: false
        )
        #expect(renderer.render() == "name      rows  media\ndemo/\n  stamps   805  photo\n")
    }

    @Test(arguments: [1, 5, 12, 20, 33, 47, 64, 80, 132, 300], 1...12)
    func `no line is wider than the terminal where columns can still be narrowed`(width: Int, count: Int) {
        let columns = (0..<count).map { TableRenderer.Column(title: "c\($0)", type: "String") }
        let rows = (0..<3).map { row in (0..<count).map { String(repeating: "日x", count: (row + $0 * 3) % 9) } }
        let renderer = TableRenderer(columns: columns, rows: rows, width: width)
        let widest = renderer.render().split(separator: "\n").map { DisplayWidth.of($0) }.max() ?? 0
        let least = count > 2 ? 2 * TableLayout.narrowest + 11 : 4 * count + 1
        #expect(widest <= max(width, least))
    }

    @Test func `colours change no widths`() {
        var renderer = TableRenderer(columns: Self.columns, rows: [["1", nil, "x"]], gapAfter: 1)
        let plain = renderer.render()
        renderer.style = Style(isEnabled: true)
        let colored = renderer.render()
        #expect(colored != plain)
        #expect(colored.replacing(/\u{1B}\[[0-9]+m/, with: "") == plain)
    }

    @Test func `a table without rows has its header`() {
        let renderer = TableRenderer(columns: Self.columns, rows: [])
        #expect(renderer.render().split(separator: "\n").count == 5)
    }
}
