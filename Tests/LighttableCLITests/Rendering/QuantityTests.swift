import Testing

@testable import LighttableCLI

@Suite struct QuantityTests {
    @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-12_345, "-12,345")])
    func `counts have thousands marks`(number: Int, text: String) {
        #expect(Quantity.count(number) == text)
    }

    @Test func `one is singular`() {
        #expect(Quantity.count(1, "row") == "1 row")
        #expect(Quantity.count(0, "row") == "0 rows")
    }

    @Test(arguments: [
        (0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (99_940, "99.9 kB"), (99_950, "100 kB"), (999_499, "999 kB"),
        (999_999, "1.0 MB"), (123_456_789, "123 MB"), (1_200_000_000, "1.2 GB"),
    ])
    func `bytes are rounded to three figures`(bytes: Int, text: String) {
        #expect(Quantity.bytes(bytes) == text)
    }

    @Test func `durations and clocks`() {
        #expect(Quantity.duration(0.421) == "0.42 s")
        #expect(Quantity.duration(59.4) == "59 s")
        #expect(Quantity.duration(185) == "3 min 5 s")
        #expect(Quantity.clock(7) == "0:07")
        #expect(Quantity.clock(3723) == "1:02:03")
        #expect(Quantity.clock(.infinity) == "99:59:59")
    }
}
