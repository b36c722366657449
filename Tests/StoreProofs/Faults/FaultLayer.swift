import Foundation

/// The library that lets file operations of a process fail or be its last.
enum FaultLayer {
    enum Kind: String, CaseIterable {
        case before
        case after
        case torn
        case power
        case noSpace = "ENOSPC"
        case inputOutput = "EIO"

        /// Whether the process is killed, rather than told of an error.
        var isDeath: Bool { self != .noSpace && self != .inputOutput }
    }

    /// The environment of a process whose file operations below a folder are counted, and the one with a number goes
    /// wrong.
    static func environment(root: String, report: String, fault: (number: Int, kind: Kind)? = nil) throws -> [String:
        String]
    {
        var environment = ["LD_PRELOAD": try library.get(), "FAULT_ROOT": root, "FAULT_REPORT": report]
        environment["FAULT_AT"] = fault.map { "\($0.number)" }
        environment["FAULT_KIND"] = fault?.kind.rawValue
        return environment
    }

    /// Whether the dynamic linker loads such libraries here.
    static var isAvailable: Bool {
        #if os(Linux)
        true
        #else
        false
        #endif
    }

    private static let library = Result { try compile() }

    private static func compile() throws -> String {
        let source = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "faults.c").path
        let target = FileManager.default.temporaryDirectory.appending(path: "faults-\(UUID().uuidString).so").path
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["cc", "-O1", "-shared", "-fPIC", "-o", target, source, "-ldl", "-lpthread"]
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
        atexit { if case .success(let path) = FaultLayer.library { unlink(path) } }
        return target
    }
}
