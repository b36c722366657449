import DeltaLog
import JSON
import Testing

@Suite struct FeatureTests {
    @Test(arguments: [
        (#"{"minReaderVersion":1,"minWriterVersion":2}"#, true, true),
        (#"{"minReaderVersion":1,"minWriterVersion":1}"#, true, true),
        (#"{"minReaderVersion":2,"minWriterVersion":2}"#, true, true),
        (#"{"minReaderVersion":3,"minWriterVersion":7,"readerFeatures":[],"writerFeatures":[]}"#, true, true),
        (
            #"{"minReaderVersion":3,"minWriterVersion":7,"readerFeatures":["timestampNtz"],"writerFeatures":["timestampNtz","appendOnly","invariants"]}"#,
            true, true
        ),
        (#"{"minReaderVersion":1,"minWriterVersion":7,"writerFeatures":["rowTracking"]}"#, true, false),
        (#"{"minReaderVersion":1,"minWriterVersion":6}"#, true, true),
        (#"{"minReaderVersion":1,"minWriterVersion":8}"#, true, false),
        (
            #"{"minReaderVersion":3,"minWriterVersion":7,"readerFeatures":["deletionVectors"],"writerFeatures":["deletionVectors"]}"#,
            true, false
        ),
        (#"{"minReaderVersion":4,"minWriterVersion":7,"readerFeatures":[],"writerFeatures":[]}"#, false, true),
    ])
    func theProtocolDecidesWhatIsPossible(json: String, readable: Bool, writable: Bool) async throws {
        let snapshot = try await Self.load(#"{"protocol":\#(json)}"# + "\n" + Fixtures.metadataLine)
        #expect(await errorCode { try snapshot.requireReadable() } == (readable ? nil : .unsupportedReader))
        #expect(await errorCode { try snapshot.requireWritable() } == (writable ? nil : .unsupportedWriter))
    }

    @Test func whatIsMissingIsNamed() async throws {
        let features = #"["variantType","timestampNtz","x.new"]"#
        let line =
            #"{"protocol":{"minReaderVersion":3,"minWriterVersion":7,"readerFeatures":\#(features),"writerFeatures":\#(features)}}"#
        let snapshot = try await Self.load(line + "\n" + Fixtures.metadataLine)
        let reading = try #require(throws: DeltaError.self) { try snapshot.requireReadable() }
        #expect(reading.message.contains("the features variantType, x.new,"))
        let writing = try #require(throws: DeltaError.self) {
            try snapshot.requireWritable(supporting: TableFeatures.writable.union(["variantType"]))
        }
        #expect(writing.message.contains("the feature x.new,"))
        try snapshot.requireReadable(supporting: ["variantType", "timestampNtz", "x.new"])
    }

    @Test(arguments: [
        ("checkConstraints", DeltaField("a", .long), ["delta.constraints.x": "a > 0"]),
        ("changeDataFeed", DeltaField("a", .long), ["delta.enableChangeDataFeed": "true"]),
        ("generatedColumns", DeltaField("a", .long, metadata: ["delta.generationExpression": "1"]), [:]),
        ("identityColumns", DeltaField("a", .long, otherMetadata: ["delta.identity.start": 1]), [:]),
        ("columnMapping", DeltaField("a", .long), ["delta.columnMapping.mode": "name"]),
    ])
    func aFeatureCountsOnlyWhereItIsUsed(name: String, field: DeltaField, configuration: [String: String]) async throws
    {
        let schema = DeltaSchema(fields: [field])
        let settings = JSONValue.object(JSONObject(configuration.mapValues(JSONValue.string))).text()
        for (writer, features) in [("6", ""), ("7", #","writerFeatures":["\#(name)"]"#)] {
            let line = #"{"protocol":{"minReaderVersion":2,"minWriterVersion":\#(writer)\#(features)}}"#
            let metadata = Fixtures.metadataLine(schema: schema, configuration: settings)
            let using = try await Self.load(line + "\n" + metadata)
            let error = try #require(throws: DeltaError.self) { try using.requireWritable() }
            #expect(error.message.contains("the feature \(name),"))
            try await Self.load(line + "\n" + Fixtures.metadataLine).requireWritable()
        }
    }

    @Test(arguments: [("name", ColumnMapping.name), ("id", .id), ("none", .none)])
    func columnMappingIsWhatTheSettingSaysIfTheProtocolAllowsIt(mode: String, mapping: ColumnMapping) async throws {
        let metadata = Fixtures.metadataLine(
            schema: Fixtures.schema,
            configuration: #"{"delta.columnMapping.mode":"\#(mode)"}"#
        )
        let allowed = [
            #"{"protocol":{"minReaderVersion":2,"minWriterVersion":5}}"#,
            #"{"protocol":{"minReaderVersion":3,"minWriterVersion":7,"readerFeatures":["columnMapping"],"writerFeatures":["columnMapping"]}}"#,
        ]
        for line in allowed {
            let snapshot = try await Self.load(line + "\n" + metadata)
            #expect(snapshot.columnMapping == mapping)
            try snapshot.requireReadable()
        }
        #expect(try await Self.load(Fixtures.protocolLine + "\n" + metadata).columnMapping == .none)
    }

    @Test func aConditionInTheSchemaMakesTheTableReadOnly() async throws {
        let field = DeltaField("a", .long, metadata: ["delta.invariants": "{}"])
        let schema = DeltaSchema(fields: [DeltaField("s", .array(element: .structure([field]), containsNull: true))])
        let snapshot = try await Self.load(Fixtures.protocolLine + "\n" + Fixtures.metadataLine(schema: schema))
        try snapshot.requireReadable()
        #expect(await errorCode { try snapshot.requireWritable() } == .unsupportedWriter)
    }

    @Test func nothingIsWrittenToATableThatIsReadOnly() async throws {
        let store = InMemoryLogStore([
            #"{"protocol":{"minReaderVersion":1,"minWriterVersion":7,"writerFeatures":["x.new"]}}"# + "\n"
                + Fixtures.metadataLine
        ])
        var transaction = Transaction(on: try await Snapshot.load(from: store), info: CommitInfo())
        transaction.add(.add(Fixtures.add("a")))
        #expect(await errorCode { _ = try await transaction.commit(to: store) } == .unsupportedWriter)
        #expect(store[1] == nil)
    }

    @Test func anAppendOnlyTableLosesNoRowsButMayBeRearranged() async throws {
        let configured = Fixtures.metadataLine(schema: Fixtures.schema, configuration: #"{"delta.appendOnly":"true"}"#)
        let store = InMemoryLogStore([Fixtures.protocolLine + "\n" + configured + "\n" + Fixtures.addLine("a")])
        let snapshot = try await Snapshot.load(from: store)
        var deletion = Transaction(on: snapshot, info: CommitInfo())
        deletion.add(Fixtures.remove("a"))
        #expect(await errorCode { _ = try await deletion.commit(to: store) } == .appendOnly)
        var compaction = Transaction(on: snapshot, info: CommitInfo())
        compaction.add(contentsOf: [
            Fixtures.remove("a", dataChange: false), .add(Fixtures.add("b", dataChange: false)),
        ])
        #expect(try await compaction.commit(to: store).snapshot.paths == ["b"])
    }

    private static func load(_ contents: String) async throws -> Snapshot {
        try await Snapshot.load(from: InMemoryLogStore([contents]))
    }
}
