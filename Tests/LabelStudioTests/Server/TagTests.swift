import Columnar
import Foundation
import JSON
import Lighttable
import Testing

@testable import LabelStudio

extension ServerTests {
    /// Tags that show more than a picture or a text, with columns of the types they ask for.
    @Suite struct TagTests {
        private static let config = """
            <View>
              <Header value="$title"/>
              <HyperText name="page" value="$html"/><Markdown name="note" value="$markdown"/>
              <Table name="facts" value="$facts"/><Chat name="chat" value="$chat"/>
              <List name="hits" value="$hits"/><Ranker name="rank" toName="hits"/>
              <Paragraphs name="talk" value="$talk" audioUrl="$sound"/>
              <Image name="pages" valueList="$pages"/><Text name="deep" value="$tree.leaf.text"/>
              <Choices name="pick" toName="note" value="$options"/>
              <Labels name="marks" toName="deep" value="$words"/>
              <Taxonomy name="place" toName="note" value="$places"/>
            </View>
            """
        private static let texts = ["html": "<b>bold</b>", "markdown": "# Title"]
        private static let documents = [
            "facts": #"{"size":4,"name":"x"}"#, "chat": #"[{"role":"user","content":"hi"}]"#,
            "hits": #"[{"id":"1","title":"t","body":"b"}]"#, "talk": #"[{"author":"a","text":"hello"}]"#,
            "pages": #"["http://localhost/a.png","http://localhost/b.png"]"#, "tree": #"{"leaf":{"text":"words"}}"#,
            "options": #"[{"value":"yes"},{"value":"no"}]"#, "words": #"[{"value":"PER"}]"#,
            "places": #"[{"value":"Earth","children":[{"value":"Europe"}]}]"#,
        ]

        @Test func `Structures reach the server as they are, and a missing one leaves its row out`() async throws {
            var shop = try await Workshop(rows: 2)
            let sound = "\(shop.folder)/my pictures/talk.wav"
            try Data("sound".utf8).write(to: URL(filePath: sound))
            shop.table = try await shop.table.addColumn(Column("sound", .audio), default: .string(sound)).table
            for (name, text) in Self.texts {
                shop.table = try await shop.table.addColumn(Column(name, .string), default: .string(text)).table
            }
            for (name, text) in Self.documents {
                shop.table = try await shop.table.addColumn(Column(name, .json), default: .string(text)).table
            }
            let last = try #require(try await shop.rowIDs().last)
            try await shop.set("tree", to: #"{"leaf":{}}"#, row: last)
            let status = try await shop.create(config: Self.config)
            #expect(status.externalRowsCreated == 1 && status.rowsSkipped == 1 && status.exceptions == [])
            let task = try #require(try await shop.tasks().values.first)
            let data = try await shop.data(ofTask: task.id)
            for (name, text) in Self.texts { #expect(data[name] == .string(text)) }
            for (name, text) in Self.documents { #expect(try data[name] == JSONValue(parsing: text), "\(name)") }
            #expect(data["sound"]?.stringValue?.hasSuffix("talk.wav") == true)
            let again = try await shop.sync(isFull: true)
            #expect(again.externalRowsUpdated + again.externalRowsCreated == 0)
        }

        @Test func `A column that is missing for the sound of a dialogue is named with its type`() async throws {
            var shop = try await Workshop(rows: 1)
            shop.table = try await shop.table.addColumn(Column("talk", .json)).table
            let error = await #expect(throws: LabelStudioError.self) {
                _ = try await shop.table.planLabelStudioProject(
                    labelConfig: #"<View><Paragraphs name="p" value="$talk" audioUrl="$sound"/></View>"#,
                    server: try shop.server
                )
            }
            #expect(error?.code == .invalidMapping && error?.message.contains("`sound` of type Audio") == true)
        }
    }
}
