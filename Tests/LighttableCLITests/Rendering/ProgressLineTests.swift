import Testing

@testable import LighttableCLI

@Suite struct ProgressLineTests {
    @Test func `a known end has a bar, a rate and the time left`() {
        let line = ProgressLine(
            label: "importing",
            done: 30_000_000,
            total: 120_000_000,
            isBytes: true,
            detail: "5 rows",
            elapsed: 2
        )
        #expect(
            line.text(width: 200)
                == "importing  ██████░░░░░░░░░░░░░░░░░░  25%  30.0 MB of 120 MB  15.0 MB/s  0:06 left  5 rows"
        )
    }

    @Test func `an unknown end has a counter`() {
        let line = ProgressLine(label: "importing", done: 2000, total: nil, isBytes: false, detail: nil, elapsed: 4)
        #expect(line.text(width: 200) == "importing  2,000  500/s  0:04")
    }

    @Test func `the line is cut to the terminal`() {
        let line = ProgressLine(label: "importing", done: 1, total: 2, isBytes: true, detail: nil, elapsed: 1)
        #expect(DisplayWidth.of(line.text(width: 30)) == 30)
    }

    @Test(arguments: [(0, 0), (5, 0), (5, 3)])
    func `sizes that were wrong do no harm`(done: Int, total: Int) {
        let line = ProgressLine(label: "x", done: done, total: total, isBytes: true, detail: nil, elapsed: 1)
        #expect(line.text(width: 200).contains("100%"))
    }
}
