import Columnar
import Foundation
import Lighttable

/// Looks at what the command needs on this machine.
enum InstallationCheckup {
    static func run(storePath: String?) -> [DoctorCheck] {
        let arrow = DoctorCheck(name: "Apache Arrow", status: .ok, message: "version \(ArrowLibrary.version)")
        do {
            let store = try Store.open(at: storePath)
            return [arrow, pictures, clips, writing(to: store.path), space(in: store.path)]
        } catch {
            return [
                arrow, pictures, clips,
                DoctorCheck(name: "store", status: .fail, message: "\(error)", fix: fix(of: error)),
            ]
        }
    }

    private static var pictures: DoctorCheck {
        guard let version = PictureLibrary.version else {
            let fix = PictureLibrary.remedy
            return DoctorCheck(
                name: "libvips",
                status: .warn,
                message: "not found; pictures' sizes stay unknown",
                fix: fix
            )
        }
        return DoctorCheck(name: "libvips", status: .ok, message: "version \(version)")
    }

    private static var clips: DoctorCheck {
        guard let version = ClipLibrary.version else {
            return DoctorCheck(
                name: "FFmpeg",
                status: .warn,
                message: "not found; functions of video and audio are missing",
                fix: ClipLibrary.remedy
            )
        }
        return DoctorCheck(name: "FFmpeg", status: .ok, message: "version \(version)")
    }

    private static func fix(of error: any Error) -> String {
        switch (error as? LighttableError)?.code {
        case .malformedFile, .invalidOption: "put the setting right, or take it away"
        default: "name another directory with --store or LIGHTTABLE_HOME"
        }
    }

    private static let scarce = 1_000_000_000
    private static let tooLittle = 50_000_000

    private static func writing(to path: String) -> DoctorCheck {
        let probe = URL(filePath: path).appending(path: ".doctor-\(UUID().uuidString)")
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            try Data("probe".utf8).write(to: probe)
            try FileManager.default.removeItem(at: probe)
            return DoctorCheck(name: "store", status: .ok, message: "\(path) can be written")
        } catch {
            let fix = "make it writable, or name another directory with --store or LIGHTTABLE_HOME"
            return DoctorCheck(name: "store", status: .fail, message: "\(path) cannot be written", fix: fix)
        }
    }

    private static func space(in path: String) -> DoctorCheck {
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: path)
        guard let free = (attributes?[.systemFreeSize] as? NSNumber)?.intValue else {
            return DoctorCheck(name: "disk space", status: .warn, message: "cannot be told", fix: "look with df")
        }
        let message = "\(Quantity.bytes(free)) free"
        if free >= scarce { return DoctorCheck(name: "disk space", status: .ok, message: message) }
        let fix = "free some space, or move the store to a larger disk"
        return DoctorCheck(
            name: "disk space",
            status: free < tooLittle ? .fail : .warn,
            message: message,
            fix: fix
        )
    }
}
