import Foundation

/// Kitty's protocol for pictures (https://sw.kovidgoyal.net/kitty/graphics-protocol/).
enum KittyGraphics {
    /// Terminals take no more at once.
    private static let chunkSize = 4096

    /// What shows a PNG file from the cursor on, which stays where it is; the terminal says nothing about it.
    static func sequence(_ png: [UInt8], in area: PictureArea) -> String {
        let text = Array(Data(png).base64EncodedString().utf8)
        let starts = Array(stride(from: 0, to: text.count, by: chunkSize))
        return
            starts.map { start in
                let chunk = String(decoding: text[start..<min(start + chunkSize, text.count)], as: UTF8.self)
                let placing = start == 0 ? "a=T,f=100,C=1,c=\(area.columns),r=\(area.lines)," : ""
                return "\u{1B}_G\(placing)q=2,m=\(start == starts.last ? 0 : 1);\(chunk)\u{1B}\\"
            }
            .joined()
    }
}
