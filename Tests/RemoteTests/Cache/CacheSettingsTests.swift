import Foundation
import Lighttable
import Remote
import Testing

@Suite("Settings of the cache") struct CacheSettingsTests {
    private func options(_ text: String, _ environment: [String: String] = [:]) throws -> RemoteOptions {
        let store = NSTemporaryDirectory() + "/lighttable-settings-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: store, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: store) }
        try Data(text.utf8).write(to: URL(filePath: "\(store)/config.toml"))
        let environment = environment.merging(["HOME": "/home/ann"]) { told, _ in told }
        return try RemoteOptions.configured(store: store, environment: environment)
    }

    @Test func `the store's file sets place and sizes, and the environment wins over each`() throws {
        let text = "[cache]\npath = \"/srv/cache\"\nlimit = 1_000\nmedium_limit = 10"
        let told = try options(text)
        #expect(told.cachePath == "/srv/cache" && told.cacheLimit == 1000 && told.mediumLimit == 10)
        let some = try options(text, ["LIGHTTABLE_CACHE_LIMIT": "7", "LIGHTTABLE_CACHE": "/tmp/cache"])
        #expect(some.cachePath == "/tmp/cache" && some.cacheLimit == 7 && some.mediumLimit == 10)
        let other = try options(text, ["LIGHTTABLE_MEDIUM_LIMIT": "8"])
        #expect(other.cacheLimit == 1000 && other.mediumLimit == 8)
        let none = try options("")
        #expect(none.cachePath == "/home/ann/.cache/lighttable" && none.cacheLimit == 50_000_000_000)
    }

    @Test(arguments: [
        ("cache = 3", "no section"), ("[cache]\nlimt = 3", "did you mean `limit`?"),
        ("[cache]\nlimit = \"3 GB\"", "number of bytes"), ("[cache]\nmedium_limit = -1", "number of bytes"),
        ("[cache]\npath = 3", "path of a folder"),
    ])
    func `a setting that makes no sense is an error that names the file`(text: String, reason: String) throws {
        let error = #expect(throws: LighttableError.self) { try options(text) }
        #expect(error?.message.contains(reason) == true, "\(String(describing: error))")
        #expect(error?.code == .invalidOption && error?.location.file?.hasSuffix("config.toml") == true)
    }
}
