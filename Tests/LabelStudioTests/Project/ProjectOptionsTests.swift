import JSON
import Testing

@testable import LabelStudio

@Suite struct ProjectOptionsTests {
    @Test func `text stays as it is written, and other settings are read from it`() throws {
        let options = ProjectOptions([
            "task_data_password": "0123", "model_version": "007", "expert_instruction": "True", "is_draft": "TRUE",
            "maximum_annotations": "2", "control_weights": #"{"kind": {"overall": 0.5}}"#,
        ])
        #expect(
            try JSONValue.object(options.checked()) == [
                "task_data_password": "0123", "model_version": "007", "expert_instruction": "True", "is_draft": true,
                "maximum_annotations": 2, "control_weights": ["kind": ["overall": 0.5]],
            ]
        )
    }

    @Test(arguments: [
        (["is_draft": "yes"], "true or false"), (["maximum_annotations": "two"], "a number from 1"),
        (["control_weights": "[1]"], "a JSON object"), (["control_wieghts": "{}"], "did you mean `control_weights`?"),
    ])
    func `a value that does not fit is refused with what does`(texts: [String: String], part: String) {
        let error = #expect(throws: LabelStudioError.self) { try ProjectOptions(texts).checked() }
        #expect(error?.message.contains(part) == true, "\(error?.message ?? "none")")
    }
}
