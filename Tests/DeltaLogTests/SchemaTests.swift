import DeltaLog
import JSON
import Testing

@Suite struct SchemaTests {
    @Test(arguments: 0..<200) func writingThenReadingGivesTheSameSchema(seed: Int) throws {
        var generator = SeededGenerator(seed)
        let schema = DeltaSchema(fields: Self.randomFields(depth: 3, &generator))
        #expect(try DeltaSchema(json: schema.json) == schema)
    }

    @Test func aSchemaIsWrittenAsOtherEnginesWriteIt() {
        let schema = DeltaSchema(fields: [
            DeltaField("id", .long, isNullable: false),
            DeltaField("d", .decimal(precision: 10, scale: 2), metadata: ["x.type": "price"]),
            DeltaField("l", .array(element: .timestampNtz, containsNull: true)),
            DeltaField("m", .map(key: .string, value: .integer, valueContainsNull: false)),
            DeltaField("s", .structure([DeltaField("a", .boolean)])),
        ])
        #expect(
            schema.json
                == #"{"type":"struct","fields":[{"name":"id","type":"long","nullable":false,"metadata":{}},"#
                + #"{"name":"d","type":"decimal(10,2)","nullable":true,"metadata":{"x.type":"price"}},"#
                + #"{"name":"l","type":{"type":"array","elementType":"timestamp_ntz","containsNull":true},"nullable":true,"metadata":{}},"#
                + #"{"name":"m","type":{"type":"map","keyType":"string","valueType":"integer","valueContainsNull":false},"nullable":true,"metadata":{}},"#
                + #"{"name":"s","type":{"type":"struct","fields":[{"name":"a","type":"boolean","nullable":true,"metadata":{}}]},"nullable":true,"metadata":{}}]}"#
        )
    }

    @Test func metadataThatIsNotAStringSurvivesRewriting() throws {
        let json =
            #"{"type":"struct","fields":[{"name":"a","type":"long","nullable":true,"metadata":{"delta.columnMapping.id":4,"n":{"x":[1.50]},"s":"t"}}]}"#
        let schema = try DeltaSchema(json: json)
        #expect(schema["a"]?.metadata == ["s": "t"])
        #expect(schema["a"]?.otherMetadata["delta.columnMapping.id"] == 4)
        #expect(schema.json == json)
    }

    @Test func anUnknownTypeIsKeptByName() throws {
        let json =
            #"{"type":"struct","fields":[{"name":"g","type":"geometry(OGC:CRS84)","nullable":true,"metadata":{}}]}"#
        let schema = try DeltaSchema(json: json)
        #expect(schema["g"]?.type == .unknown("geometry(OGC:CRS84)"))
        #expect(schema.json == json)
    }

    @Test(arguments: [
        ("[]", "neither"), ("{", "not JSON"), (#""long""#, "not a struct"),
        (#"{"type":"struct","fields":[{"name":"outer","type":{"type":"array"}}]}"#, "outer"),
        (#"{"type":"struct","fields":[{"type":"long"}]}"#, "no name"),
        (#"{"type":"struct","fields":[{"name":"c","type":{"type":"set"}}]}"#, "set"),
    ])
    func aMalformedSchemaIsRefusedAndTheColumnNamed(json: String, part: String) throws {
        let error = try #require(throws: DeltaError.self) { _ = try DeltaSchema(json: json) }
        #expect(error.code == .malformedSchema)
        #expect(error.message.contains(part))
    }

    @Test func onlyLocalTimestampsRaiseTheProtocol() {
        #expect(ProtocolAction(for: Fixtures.schema) == ProtocolAction(minReaderVersion: 1, minWriterVersion: 2))
        let nested = DeltaType.array(element: .structure([DeltaField("t", .timestampNtz)]), containsNull: true)
        let raised = ProtocolAction(for: DeltaSchema(fields: [DeltaField("l", nested)]))
        #expect(raised.minReaderVersion == 3 && raised.readerFeatures == ["timestampNtz"])
        #expect(raised.minWriterVersion == 7 && raised.writerFeatures == ["timestampNtz", "appendOnly", "invariants"])
    }

    private static func randomFields(depth: Int, _ generator: inout SeededGenerator) -> [DeltaField] {
        (0..<Int.random(in: 0...3, using: &generator))
            .map { index in
                DeltaField(
                    "\(randomString(&generator))\(index)",
                    randomType(depth: depth, &generator),
                    isNullable: Bool.random(using: &generator),
                    metadata: ["k": randomString(&generator)],
                    otherMetadata: ["n": 3]
                )
            }
    }

    private static func randomString(_ generator: inout SeededGenerator) -> String {
        let alphabet = Array("ab\"\\/\n\t\r\u{1}\u{1F} é😀漢%{}[]:,")
        let length = Int.random(in: 0...12, using: &generator)
        return String((0..<length).map { _ in alphabet[Int.random(in: alphabet.indices, using: &generator)] })
    }

    private static func randomType(depth: Int, _ generator: inout SeededGenerator) -> DeltaType {
        let scalars: [DeltaType] = [
            .boolean, .byte, .short, .integer, .long, .float, .double, .decimal(precision: 38, scale: 10), .string,
            .binary, .date, .timestamp, .timestampNtz, .variant, .unknown("void"),
        ]
        switch depth == 0 ? 3 : Int.random(in: 0...5, using: &generator) {
        case 0: return .array(element: randomType(depth: depth - 1, &generator), containsNull: false)
        case 1: return .map(key: .string, value: randomType(depth: depth - 1, &generator), valueContainsNull: true)
        case 2: return .structure(randomFields(depth: depth - 1, &generator))
        default: return scalars[Int.random(in: scalars.indices, using: &generator)]
        }
    }
}
