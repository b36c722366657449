import Foundation

/// iTerm2's protocol for pictures (https://iterm2.com/documentation-images.html).
enum InlineImages {
    /// What shows a PNG file from the cursor on.
    static func sequence(_ png: [UInt8], in area: PictureArea) -> String {
        let placing = "width=\(area.columns);height=\(area.lines);preserveAspectRatio=1"
        return "\u{1B}]1337;File=inline=1;size=\(png.count);\(placing):\(Data(png).base64EncodedString())\u{07}"
    }
}
