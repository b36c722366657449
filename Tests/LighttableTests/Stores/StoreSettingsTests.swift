import Foundation
import Testing

@testable import Lighttable

@Suite struct StoreSettingsTests {
    private func open(_ toml: String, _ test: TestStore) throws -> Store {
        let file = try test.file("store/config.toml", toml.utf8)
        return try Store.open(at: FileSystem.parent(of: file))
    }

    private func window(_ store: Store?) -> Int64 { Retention.safetyMilliseconds(in: store) }

    @Test func theSafetyWindowIsThatOfTheTaskElseOfTheFileElseAnHour() throws {
        let test = try TestStore()
        let store = try open("retention_safety_window = 2.5\n[label-studio]\nurl = 'http://ls.test'\n", test)
        Retention.$safetyWindow.withValue(nil) {
            #expect(window(store) == 2500)
            #expect(window(test.store) == 3_600_000)
            #expect(window(nil) == 3_600_000)
        }
        Retention.$safetyWindow.withValue(.seconds(7)) { #expect(window(store) == 7000) }
    }

    @Test func aWindowOfTheFileDecidesWhenFilesGo() async throws {
        let test = try TestStore()
        var options = ImportOptions()
        options.numRetainedVersions = 1
        let reclaimed = { (store: Store) async throws -> Int in
            try await Retention.$safetyWindow.withValue(nil) {
                try await store.table("t").editing(0, ["a": 1]).optimize().filesReclaimed
            }
        }
        try await test.importCSV("a\n0\n", options: options)
        #expect(try await reclaimed(test.store) == 0)
        #expect(try await reclaimed(try open("retention_safety_window = 0\n", test)) > 0)
    }

    @Test(
        arguments: [
            ("retention_safety_window = 'an hour'\n", LighttableError.Code.invalidOption, nil),
            ("retention_safety_window = -1\n", .invalidOption, nil),
            ("[label-studio]\nretention_safety_window = 60\n", .invalidOption, nil),
            ("\nretention_safety_window = \n", .malformedFile, 2),
        ] as [(String, LighttableError.Code, Int?)]
    )
    func aFileThatMakesNoSenseIsRefused(_ toml: String, _ code: LighttableError.Code, _ line: Int?) async throws {
        let test = try TestStore()
        let error = await failure { _ = try open(toml, test) }
        #expect(error?.code == code)
        #expect(error?.location.file?.hasSuffix("config.toml") == true)
        #expect(error?.location.line == line)
    }

    @Test func aWindowOfTheEnvironmentThatIsNoNumberIsRefused() async throws {
        #expect(await failure { try Retention.check([Retention.variable: "1h"]) }?.code == .invalidOption)
        try Retention.check([Retention.variable: ""])
        try Retention.check([Retention.variable: "60"])
        #expect(Retention.configured([Retention.variable: "60"]) == .seconds(60))
    }
}
