import Foundation
import LabelStudio
import Lighttable

/// Looks at the connection to Label Studio.
enum LabelStudioCheckup {
    static func run(storePath: String?) async -> [DoctorCheck] {
        let environment = ProcessInfo.processInfo.environment
        // A store that cannot be opened is told by the check of the store.
        guard let home = try? Store.open(at: storePath).path else { return [] }
        guard isMentioned(home: home, environment) else { return [notSetUp] }
        let diagnosis = await LabelStudioDiagnosis.run(home: home, environment: environment)
        return diagnosis.checks.map(check)
    }

    /// Who works without Label Studio has nothing to mend.
    private static let notSetUp = DoctorCheck(
        name: "Label Studio",
        status: .warn,
        message: "not set up, so the label verbs do not work",
        fix: "set LABEL_STUDIO_URL and LABEL_STUDIO_API_KEY; lighttable label --help tells more"
    )

    private static func isMentioned(home: String, _ environment: [String: String]) -> Bool {
        let variables = ["LABEL_STUDIO_URL", "LABEL_STUDIO_API_KEY"]
        if variables.contains(where: { environment[$0]?.isEmpty == false }) { return true }
        let file = URL(filePath: home).appending(path: "config.toml")
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return false }
        return text.contains("label-studio") || text.contains("label_studio")
    }

    private static func check(_ check: LabelStudioDiagnosis.Check) -> DoctorCheck {
        let trouble: DoctorCheck.Status = check.isOptional ? .warn : .fail
        return DoctorCheck(
            name: "Label Studio \(check.name)",
            status: check.isOK ? .ok : trouble,
            message: check.finding,
            fix: check.remedy
        )
    }
}
