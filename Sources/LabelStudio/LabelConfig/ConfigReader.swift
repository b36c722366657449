import Foundation
import Lighttable

#if canImport(FoundationXML)
import FoundationXML
#endif

/// Reads the XML of a label config into its tags, in document order, the root first.
final class ConfigReader: NSObject, XMLParserDelegate {
    private var elements: [ConfigElement] = []
    private var open: [ConfigElement] = []
    /// Where the open elements are among all.
    private var places: [Int] = []
    private var mismatch: ConfigElement?

    /// - Throws: ``LabelStudioError`` with the line where the text is not XML.
    static func elements(of text: String) throws -> [ConfigElement] {
        guard !text.allSatisfy(\.isWhitespace) else {
            throw LabelStudioError(.invalidLabelConfig, "the label config is empty: it starts with <View>")
        }
        let reader = ConfigReader()
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = reader
        guard parser.parse() else {
            throw failure(parser, text: text)
        }
        // Foundation's parser on Linux lets tags pass that are not closed.
        if let element = reader.mismatch ?? reader.open.last {
            throw LabelStudioError(
                .invalidLabelConfig,
                "the label config is not valid XML: <\(element.tag)> has no closing tag, or a tag in it has none",
                location: .init(line: element.line)
            )
        }
        return reader.elements
    }

    func parser(
        _ parser: XMLParser,
        didStartElement name: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String] = [:]
    ) {
        let element = ConfigElement(tag: name, attributes: attributes, line: parser.lineNumber)
        if ["label", "choice"].contains(name.lowercased()),
            let control = places.last(where: { elements[$0].attributes["toName"] != nil })
        {
            elements[control].options.append(element)
        }
        places.append(elements.count)
        elements.append(element)
        open.append(element)
    }

    func parser(
        _ parser: XMLParser,
        didEndElement name: String,
        namespaceURI: String?,
        qualifiedName: String?
    ) {
        places.removeLast()
        guard let element = open.popLast(), element.tag != name else { return }
        mismatch = mismatch ?? element
    }

    private static func failure(_ parser: XMLParser, text: String) -> LabelStudioError {
        let line = max(parser.lineNumber, 1)
        let location = LabelStudioError.Location(line: line)
        let code = (parser.parserError as NSError?)?.code
        if !text.drop(while: \.isWhitespace).hasPrefix("<") {
            return LabelStudioError(
                .invalidLabelConfig,
                "the label config is not XML: it starts with <View>",
                location: location
            )
        }
        let remedy = code.flatMap { remedies[$0] } ?? "check that every tag is closed and every attribute is in quotes"
        return LabelStudioError(
            .invalidLabelConfig,
            "the label config is not valid XML: \(remedy)",
            location: location
        )
    }

    /// What to do about the mistakes people make, by libxml2's error code.
    private static let remedies = [
        5: "put all tags inside one <View>…</View>",
        4: "the document is empty",
        23: "write `&` as &amp;",
        68: "a name is missing after `<` or `&` (write them as &lt; and &amp;)",
        26: "only &amp; &lt; &gt; &quot; &apos; can be used",
        39: "put the attribute's value in quotes",
        42: "an attribute is given twice in one tag",
        65: "leave a space between attributes",
        73: "close the tag with `>`",
        76: "a closing tag does not match its opening tag",
        77: "a tag is not closed",
    ]
}
