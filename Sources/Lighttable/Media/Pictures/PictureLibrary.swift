internal import CVips

/// The library that reads pictures, libvips, which is loaded when it is first needed.
public enum PictureLibrary {
    /// Its version, such as `8.14.1`; `nil` when it is not there.
    public static let version: String? = {
        var text = [CChar](repeating: 0, count: 32)
        guard cvips_version(&text, text.count) else { return nil }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }()

    /// How it is installed.
    public static let remedy = "install libvips (Debian: apt-get install libvips42; macOS: brew install vips)"

    /// The error for work that needs it.
    static var missing: LighttableError {
        LighttableError(.unsupported, "pictures are read by libvips, which is not there: \(remedy)")
    }
}
