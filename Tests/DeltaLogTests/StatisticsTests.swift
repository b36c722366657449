import DeltaLog
import JSON
import Testing

@Suite struct StatisticsTests {
    @Test(arguments: ["-1", "9223372036854775807", "1e18", "0.5"])
    func aNumberOfRecordsThatNoFileCanHaveIsLeftOut(number: String) throws {
        #expect(try Statistics(json: #"{"numRecords":\#(number)}"#).numRecords == nil)
    }

    @Test func statisticsAreWrittenAndReadBack() throws {
        let statistics = Statistics(
            numRecords: 5,
            minValues: ["id": 1, "s": ["a": 1.5]],
            maxValues: ["id": 9_007_199_254_740_993],
            nullCount: ["id": 0, "s": ["a": 2]],
            tightBounds: false
        )
        #expect(
            statistics.json
                == #"{"numRecords":5,"minValues":{"id":1,"s":{"a":1.5}},"maxValues":{"id":9007199254740993},"nullCount":{"id":0,"s":{"a":2}},"tightBounds":false}"#
        )
        #expect(try Statistics(json: statistics.json) == statistics)
    }

    @Test func onlyWhatIsKnownIsWritten() {
        #expect(Statistics(numRecords: 0).json == #"{"numRecords":0}"#)
    }

    @Test func entriesThatSayNothingAreLeftOut() throws {
        let odd = try Statistics(
            json:
                #"{"numRecords":-1,"minValues":{"f":NaN,"g":-Infinity,"h":null,"i":1,"s":{"x":null}},"maxValues":null,"#
                + #""nullCount":[],"tightBounds":"yes","more":{}}"#
        )
        #expect(odd.numRecords == nil && odd.tightBounds == nil)
        #expect(odd.minValues == ["i": 1, "s": [:]])
        #expect(odd.maxValues.isEmpty && odd.nullCount.isEmpty)
    }

    @Test(arguments: ["", "[]", "null", "{", "oops"]) func aFileWithUnreadableStatisticsHasNone(text: String) {
        #expect(AddFile(path: "f", size: 1, modificationTime: 1, stats: text).statistics == nil)
    }

    @Test func entriesThatDoNotFitTheSchemaAreLeftOut() throws {
        let schema = DeltaSchema(fields: [
            DeltaField("id", .long), DeltaField("dec", .decimal(precision: 10, scale: 2)), DeltaField("f", .double),
            DeltaField("bin", .binary), DeltaField("st", .structure([DeltaField("a", .string)])),
            DeltaField("l", .array(element: .float, containsNull: true)), DeltaField("b", .boolean),
            DeltaField("m", .map(key: .string, value: .string, valueContainsNull: true)),
        ])
        let daft = try Statistics(
            json:
                #"{"numRecords":2,"minValues":{"id":1,"dec":"1.25","f":"inf","bin":"x","st.a":"p","l.list.item":0.5,"b":true},"#
                + #""maxValues":{"id":2.5,"dec":1.25,"f":3,"st":{"a":"q","gone":1}},"#
                + #""nullCount":{"id":0,"m":{"key":0},"st":{"a":1},"l":-1,"other":3}}"#
        )
        let fitting = daft.fitting(schema)
        #expect(fitting.minValues == ["id": 1, "b": true])
        #expect(fitting.maxValues == ["dec": 1.25, "f": 3, "st": ["a": "q"]])
        #expect(fitting.nullCount == ["id": 0, "st": ["a": 1]])
        #expect(fitting.numRecords == 2)
    }
}
