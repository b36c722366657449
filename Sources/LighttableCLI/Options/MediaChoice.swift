import ArgumentParser
import Lighttable

/// What stands in the exported files for pictures, sound and video.
enum MediaChoice: String, ExpressibleByArgument, CaseIterable, Sendable {
    case reference
    case inline

    var option: ParquetExportOptions.Media { self == .inline ? .inline : .reference }
}
