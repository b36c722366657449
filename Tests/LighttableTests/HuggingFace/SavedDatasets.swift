import Foundation

/// The datasets that `saved.py` makes, once for all tests.
enum SavedDatasets {
    private static let path: String = {
        let root = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
        return "\(root)/lighttable-test-datasets-\(ProcessInfo.processInfo.processIdentifier)"
    }()

    /// What every test throws when the script failed; one of `#require` would be told of one test only.
    private struct Failure: Error {
        let status: Int32
    }

    private static let made = Result { try make() }

    /// The folder of a dataset.
    static func folder(_ name: String) throws -> String { "\(try made.get().folder)/\(name)" }

    /// The hashes of the pictures.
    static func pictures() throws -> [String] { try made.get().pictures }

    private static func make() throws -> (folder: String, pictures: [String]) {
        let here = URL(filePath: #filePath).deletingLastPathComponent()
        let folder = path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        atexit { try? FileManager.default.removeItem(atPath: SavedDatasets.path) }
        let process = Process()
        // The path must stay a link: it tells Python its virtual environment.
        process.executableURL = here.appending(path: "../../..").standardizedFileURL
            .appending(path: ".deps/readers/bin/python")
        process.arguments = ["-B", here.appending(path: "saved.py").path, folder]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(status: process.terminationStatus) }
        return (folder, try JSONDecoder().decode([String].self, from: data))
    }
}
