import Foundation
import Lighttable
import Testing

/// An export is killed, or its disk fails: its target is what it was or what it was to become, and the next export
/// removes what was left behind.
@Suite struct KilledExportTests {
    /// The contents of a target by the paths of its files; empty when there is none.
    private func contents(_ target: String) throws -> [String: Data] {
        guard let paths = FileManager.default.enumerator(atPath: target)?.allObjects as? [String], !paths.isEmpty else {
            return FileManager.default.contents(atPath: target).map { ["": $0] } ?? [:]
        }
        let files = paths.compactMap { path in
            FileManager.default.contents(atPath: "\(target)/\(path)").map { (path, $0) }
        }
        return Dictionary(uniqueKeysWithValues: files)
    }

    private func export(
        _ scratch: ScratchStore,
        to target: String,
        rows: Int? = nil,
        environment: [String: String] = [:]
    ) async throws -> ProcessRun {
        let words = rows.map { ["--rows", "\($0)"] } ?? []
        return try await ProcessRun.run(
            ["export", "\(scratch.folder)/store", "t", target] + words,
            environment: environment
        )
    }

    @Test(.enabled(if: FaultLayer.isAvailable), arguments: ["parts", "folders", "rows.csv"], [false, true])
    func aTargetIsWholeWhicheverFileOperationFails(name: String, isReplacing: Bool) async throws {
        let scratch = try ScratchStore()
        let lines = (0..<2_000).map { "\($0),kind \($0 % 3),\($0 % 2),text \($0)" }
        _ = try await scratch.importCSV(
            "id,kind,half,text\n\(lines.joined(separator: "\n"))\n",
            into: "t",
            options: .init()
        )
        let exports = "\(scratch.folder)/exports"
        let target = "\(exports)/\(name)"
        try FileManager.default.createDirectory(atPath: exports, withIntermediateDirectories: true)
        func start(again: Bool) async throws {
            if again { try? FileManager.default.removeItem(atPath: exports) }
            try FileManager.default.createDirectory(atPath: exports, withIntermediateDirectories: true)
            if isReplacing { #expect(try await export(scratch, to: target, rows: 7).status == 0) }
        }
        try await start(again: false)
        let former = try contents(target)
        let report = "\(scratch.folder)/report"
        let counting = try FaultLayer.environment(root: exports, report: report)
        #expect(try await export(scratch, to: target, environment: counting).status == 0)
        let whole = try contents(target)
        #expect(whole != former && !whole.isEmpty)
        let total = try String(contentsOfFile: report, encoding: .utf8).split(separator: "\n").count
        #expect(total > 5)
        let kinds = FaultLayer.Kind.allCases
        let points = min(total, Proof.rounds(24))
        for point in 0..<points {
            try await start(again: true)
            let fault = (number: 1 + total * point / points, kind: kinds[(point + (isReplacing ? 3 : 0)) % kinds.count])
            try? FileManager.default.removeItem(atPath: report)
            let environment = try FaultLayer.environment(root: exports, report: report, fault: fault)
            let run = try await export(scratch, to: target, environment: environment)
            let found = try contents(target)
            let place = try String(contentsOfFile: report, encoding: .utf8).split(separator: "\n")
                .first { $0.hasPrefix("\(fault.number) ") }
            let context = "\(fault.kind) at \(place ?? "?"): \(run.errors.prefix(200))"
            #expect(found == former || found == whole, "\(context)")
            if run.status == 0 { #expect(found == whole, "\(context)") }
            #expect(try await export(scratch, to: target).status == 0, "\(context)")
            #expect(try contents(target) == whole, "\(context)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: exports) == [name], "\(context)")
        }
    }
}
