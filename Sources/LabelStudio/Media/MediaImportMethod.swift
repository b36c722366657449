/// How media reach Label Studio.
public enum MediaImportMethod: String, Sendable, Hashable, CaseIterable {
    /// Every file is uploaded. Simple, for small projects.
    case post
    /// The server reads the files from its own disk, below its document root.
    case file
    /// The browser fetches the media from where they are: http(s) or s3.
    case url
}
