import Foundation
import Testing

@Suite struct FullDiskTests {
    @Test func `a full disk fails an import and leaves no table and no file`() async throws {
        let sandbox = try Sandbox()
        let rows = (0..<400_000).map { "\($0),\(($0 &* 2_654_435_761) % 1_000_003),text\($0 &* 7_919)\n" }
        let csv = try sandbox.file("big.csv", "a,b,c\n" + rows.joined())
        let outcome: Void? = try await SmallDisk.with(megabytes: 4) { disk in
            let store = disk.appending(path: "store").path
            let outcome = try await sandbox.run("import", csv, "demo.big", "--store", store, "--json")
            #expect(outcome.status == 1)
            #expect(try outcome.error()["code"] as? String == "noSpace", "\(outcome.stderr)")
            #expect(try await sandbox.run("ls", "--store", store, "--json").stdout == "[]\n")
            let files = FileManager.default.enumerator(atPath: store)?.compactMap { $0 as? String } ?? []
            #expect(files.filter { $0.hasSuffix(".parquet") || $0.contains("_delta_log") } == [])
        }
        if outcome == nil { try Test.cancel("no small disk can be mounted here") }
    }
}
