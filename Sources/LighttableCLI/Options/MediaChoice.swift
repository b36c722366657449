import ArgumentParser
import Lighttable

/// What stands in the exported files for pictures, sound and video.
enum MediaChoice: String, ExpressibleByArgument, CaseIterable, Sendable {
    case reference
    case inline
    case copy

    var option: ParquetExportOptions.Media {
        switch self {
        case .reference: .reference
        case .inline: .inline
        case .copy: .copy
        }
    }
}
