import Columnar
import DeltaLog

extension Table {
    /// Goes through this version's files and rows and says what is not as it should be.
    ///
    /// Other engines do not know of primary keys, row ids and media, and some do not mind nulls in required columns.
    ///
    /// - Returns: The problems.
    /// - Throws: A ``LighttableError`` when the log cannot be read; `CancellationError`.
    public func check() async throws -> CheckReport {
        try await findings().report(on: self)
    }

    /// The problems, with what a repair needs.
    func findings() async throws -> Findings {
        var findings = Findings()
        try await inspectFiles(&findings)
        try await inspectRows(&findings)
        try await inspectKeys(&findings)
        return findings
    }

    private func inspectFiles(_ findings: inout Findings) async throws {
        var missing: [AddFile] = []
        let inspection = FileInspection(table: self)
        for file in snapshot.files {
            guard try await inspection.exists(file) else {
                missing.append(file)
                continue
            }
            let problems = try await inspection.problems(of: file)
            for problem in problems { findings.add(problem) }
            if !problems.contains(where: { $0.kind == .unreadableFile }) { findings.readable.append(file) }
        }
        guard !missing.isEmpty else { return }
        // A file that has left the table meanwhile may be gone.
        let newest = isPinned ? self : try await latest()
        for file in missing where newest.snapshot.file(file.key) != nil {
            findings.missing.append(file)
            findings.add(inspection.missing(file))
        }
    }

    private func inspectRows(_ findings: inout Findings) async throws {
        let inspection = RowInspection(table: self)
        for file in findings.readable {
            do {
                try await inspection.inspect(file, &findings)
            } catch {
                guard let problem = FileInspection(table: self).unreadable(file, error) else { throw error }
                findings.readable.removeAll { $0.key == file.key }
                findings.add(problem)
            }
        }
    }

    private func inspectKeys(_ findings: inout Findings) async throws {
        guard !primaryKey.isEmpty else { return }
        findings.duplicates = try await DuplicateRowSearch(table: self, files: findings.readable)
            .run { key, group in
                let text = keyText(key)
                findings.add(
                    Problem(
                        kind: .duplicateKey,
                        column: primaryKey.first,
                        key: key,
                        row: group.last.id.map(RowID.init(rawValue:)),
                        rows: group.count,
                        message: "\(group.count) rows have the primary key \(text); "
                            + "change or delete all but one, or let repair keep the one that came last"
                    )
                )
            }
    }

    /// A key as it stands in a message.
    func keyText(_ key: [Value]) -> String {
        zip(primaryKey, key).map { "\($0) = \($1.plainText)" }.joined(separator: ", ")
    }
}
