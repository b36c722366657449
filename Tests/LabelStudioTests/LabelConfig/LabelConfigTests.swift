import Lighttable
import Testing

@testable import LabelStudio

struct LabelConfigTests {
    @Test(arguments: [
        ("<Image name=\"a\" value=\"$x\"/>", "x", FieldKind.image),
        ("<Video name=\"a\" value=\"$x\"/>", "x", .video),
        ("<AudioPlus name=\"a\" value=\"$x\"/>", "x", .audio),
        ("<Pdf name=\"a\" value=\"$x\"/>", "x", .document),
        ("<Text name=\"a\" value=\"$x\"/>", "x", .text),
        ("<Text name=\"a\" value=\"$x\" valueType=\"url\"/>", "x", .document),
        ("<Header value=\"$x\"/>", "x", .text),
        ("<Paragraphs name=\"a\" value=\"$x\"/>", "x", .structure),
        ("<TimeSeries name=\"a\" value=\"$x\"/>", "x", .document),
        ("<TimeSeries name=\"a\" value=\"$x\" valueType=\"json\"/>", "x", .structure),
        ("<Paragraphs name=\"a\" value=\"$x\" valueType=\"url\"/>", "x", .document),
        ("<List name=\"a\" value=\"$x\"/>", "x", .structure),
        ("<HyperText name=\"a\" value=\"$x\"/>", "x", .text),
        ("<HyperText name=\"a\" value=\"$x\" valueType=\"url\"/>", "x", .document),
        ("<Markdown name=\"a\" value=\"$x\"/>", "x", .text),
        ("<Table name=\"a\" value=\"$x\"/>", "x", .structure),
        ("<Chat name=\"a\" value=\"$x\"/>", "x", .structure),
        ("<Text name=\"a\" value=\"$x.y.z\"/>", "x", .structure),
        ("<Text name=\"a\" value=\"$x\"/><HyperText name=\"b\" value=\"$x\"/>", "x", .text),
        ("<View><Collapse><Panel><Image name=\"a\" value=\"$x\"/></Panel></Collapse></View>", "x", .image),
        ("<Image name=\"a\" value=\"$x.url\"/>", "x", .structure),
        ("<Image name=\"a\" value=\"$x[0]\"/>", "x", .structure),
        ("<Text name=\"a\" value=\"Hello $x!\"/>", "x", .text),
        ("<Video name=\"a\" value=\"$x\"/><Audio name=\"b\" value=\"$x\"/>", "x", .video),
        ("<Audio name=\"b\" value=\"$x\"/><Video name=\"a\" value=\"$x\"/>", "x", .video),
        ("<Header value=\"$x\"/><Image name=\"a\" value=\"$x\"/>", "x", .image),
        ("<Whatever name=\"a\" value=\"$x\"/>", "x", .any),
        ("<Image name=\"a\" value=\"$my photo\"/>", "my photo", .image),
    ])
    func `A tag asks for a field of its kind`(tags: String, name: String, kind: FieldKind) throws {
        let config = try LabelConfig("<View>\(tags)</View>")
        #expect(config.fields.map(\.name) == [name])
        #expect(config.fields.first?.kind == kind)
    }

    @Test func `Dynamic options and lists of pictures are fields too`() throws {
        let config = try LabelConfig(
            """
            <View>
              <Image name="img" valueList="$pages"/>
              <Choices name="c" toName="img" value="$options"/>
            </View>
            """
        )
        #expect(config.fields.map(\.name) == ["pages", "options"])
        #expect(config.fields.map(\.isList) == [true, false])
        #expect(config.controls.compactMap(\.name) == ["c"])
    }

    @Test(arguments: ["Choices", "Labels", "Taxonomy", "RectangleLabels"])
    func `Options that come with a task are a field of structures`(tag: String) throws {
        let config = try LabelConfig(
            "<View><Text name=\"t\" value=\"$a\"/><\(tag) name=\"c\" toName=\"t\" value=\"$options\"/></View>"
        )
        #expect(config.fields.map(\.name) == ["a", "options"])
        #expect(config.fields.last?.kind == .structure && config.fields.last?.isRequired == true)
    }

    @Test func `The sound of a dialogue is a field, too`() throws {
        let config = try LabelConfig(
            "<View><Paragraphs name=\"p\" value=\"$talk\" audioUrl=\"$sound\"/></View>"
        )
        #expect(config.fields.map(\.name) == ["talk", "sound"])
        #expect(config.fields.map(\.kind) == [.structure, .audio])
    }

    @Test func `What options show is not data, and a second variable may be missing`() throws {
        let config = try LabelConfig(
            """
            <View>
              <Text name="t" value="From $a to $b"/>
              <Choices name="c" toName="t"><Choice value="$5"/></Choices>
            </View>
            """
        )
        #expect(config.fields.map(\.name) == ["a", "b"])
        #expect(config.fields.map(\.isRequired) == [true, false])
    }

    @Test func `A declaration is left out and line numbers stay`() throws {
        let config = try LabelConfig(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<View>\n<Image name=\"i\" value=\"$x\"/></View>"
        )
        #expect(config.text.hasPrefix("<View>"))
        #expect(config.fields.first?.line == 3)
    }

    @Test(arguments: [
        ("", nil, "empty"),
        ("<View>\n<Image name=\"i\" value=\"$x\"/>", 1, "closing tag"),
        ("hello", 1, "not XML"),
        ("<View>\n<Image name=\"i\" value=\"$x\">\n</View>", nil, "closing tag"),
        ("<View>\n<Text name=\"t\" value=\"$a & b\"/></View>", 2, "&amp;"),
        ("<Image name=\"a\" value=\"$x\"/>\n<Text name=\"b\" value=\"$y\"/>", nil, "<View>"),
        ("<Image name=\"a\" value=\"$x\"/>", 1, "<View>"),
        ("<!DOCTYPE View>\n<View/>", 1, "DOCTYPE"),
        ("<View><Text name=\"t\" value=\"literal\"/></View>", nil, "shows no data"),
        ("<View>\n<Video name=\"v\" value=\"$x\"/>\n<Choices name=\"c\" toName=\"video\"/></View>", 3, "names are v"),
        ("<View>\n<Video name=\"v\" value=\"$x\"/>\n<Text name=\"v\" value=\"$y\"/></View>", 3, "line 2"),
        ("<View><Image name=\"i\" value=\"$x\"/><Choices toName=\"i\"/></View>", 1, "no name"),
        ("<View><Image name=\"i\" value=\"$x\" valueList=\"$y\"/></View>", 1, "valueList"),
    ])
    func `A mistake is named with its line`(xml: String, line: Int?, hint: String) {
        let error = #expect(throws: LabelStudioError.self) { try LabelConfig(xml) }
        #expect(error?.code == .invalidLabelConfig)
        #expect(error?.message.contains(hint) == true, "\(error?.message ?? "")")
        if let line { #expect(error?.location.line == line) }
    }
}
