import Foundation
import Lighttable

/// Copies pictures into the folders of their splits, under names of which no two differ in their endings only.
struct PictureFolder {
    private let root: String
    private let table: String
    /// The names without endings that are taken, in lower case, by split.
    private var stems: [String: Set<String>] = [:]
    private(set) var bytes = 0

    init(root: String, table: String) {
        self.root = root
        self.table = table
    }

    /// The name of the copy that a picture gets below `images/SPLIT`.
    ///
    /// - Throws: ``LabelStudioError`` that names the row when the picture cannot be copied.
    mutating func copy(_ picture: AnnotatedPicture) throws -> String {
        guard let source = picture.file else {
            throw LabelStudioError(
                .invalidMedia,
                "row \(picture.row): '\(picture.uri)' is not on this machine and cannot be copied; leave the row out "
                    + "(--where), or keep addresses (--media reference, for coco)",
                location: .init(table: table)
            )
        }
        let folder = "\(root)/images/\(picture.split)"
        if stems[picture.split] == nil {
            stems[picture.split] = []
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
        let name = freeName(for: (source as NSString).lastPathComponent, in: picture.split)
        do {
            try FileManager.default.copyItem(atPath: source, toPath: "\(folder)/\(name)")
        } catch {
            throw LabelStudioError(
                .invalidMedia,
                "row \(picture.row): '\(source)' cannot be copied; put the file back, or leave the row out (--where)",
                location: .init(table: table, file: source),
                cause: error
            )
        }
        bytes += (try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")[.size] as? Int) ?? 0
        return name
    }

    private mutating func freeName(for name: String, in split: String) -> String {
        let (stem, ending) = ((name as NSString).deletingPathExtension, (name as NSString).pathExtension)
        var candidate = stem
        var number = 1
        while stems[split]?.insert(candidate.lowercased()).inserted != true {
            number += 1
            candidate = "\(stem)_\(number)"
        }
        return ending.isEmpty ? candidate : "\(candidate).\(ending)"
    }
}
