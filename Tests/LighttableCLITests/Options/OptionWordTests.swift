import Testing

@testable import LighttableCLI

@Suite struct OptionWordTests {
    @Test(arguments: [
        ("a", ["a"]), ("a,b", ["a", "b"]), (" a , b ", ["a", "b"]), ("\"last, first\",id", ["last, first", "id"]),
    ])
    func `names are separated by commas outside quotes`(text: String, names: [String]) {
        #expect(NameList(argument: text)?.names == names)
    }

    @Test(arguments: ["", "a,", ",a", "\"a"])
    func `an empty name is no name`(text: String) {
        #expect(NameList(argument: text) == nil)
    }

    @Test func `an assignment splits at its last equals sign`() {
        #expect(Assignment(argument: "photo=Image")?.name == "photo")
        #expect(Assignment(argument: "a=b=Int!")?.name == "a=b")
        #expect(Assignment(argument: "a=b=Int!")?.value == "Int!")
        for text in ["photo", "=Image", "photo="] { #expect(Assignment(argument: text) == nil) }
    }

    @Test func `a character may be a word for one`() {
        #expect(OneCharacter(argument: "tab")?.character == "\t")
        #expect(OneCharacter(argument: "\\t")?.character == "\t")
        #expect(OneCharacter(argument: ";")?.character == ";")
        #expect(OneCharacter(argument: "ab") == nil)
        #expect(OneCharacter(argument: "") == nil)
    }

    @Test func `quoting can be switched off`() {
        #expect(QuoteMark(argument: "none")?.character == nil)
        #expect(QuoteMark(argument: "none") != nil)
        #expect(QuoteMark(argument: "'")?.character == "'")
        #expect(QuoteMark(argument: "") == nil)
    }

    @Test func `colours follow the terminal unless told otherwise`() {
        #expect(ColorChoice.auto.isEnabled(isTerminal: true, environment: [:]))
        #expect(!ColorChoice.auto.isEnabled(isTerminal: false, environment: [:]))
        #expect(!ColorChoice.auto.isEnabled(isTerminal: true, environment: ["NO_COLOR": "1"]))
        #expect(ColorChoice.auto.isEnabled(isTerminal: true, environment: ["NO_COLOR": ""]))
        #expect(!ColorChoice.auto.isEnabled(isTerminal: true, environment: ["TERM": "dumb"]))
        #expect(ColorChoice.always.isEnabled(isTerminal: false, environment: ["NO_COLOR": "1"]))
        #expect(!ColorChoice.never.isEnabled(isTerminal: true, environment: [:]))
    }

    @Test(arguments: [
        ("a.csv", SourceFormat.csv), ("a.TSV", .tsv), ("a", .csv), ("a.txt", .csv), ("a.csv.gz", .csv),
        ("a.tsv.zst", .tsv), ("a.json", .json), ("a.ndjson.gz", .jsonl), ("a.xlsm", .excel), ("a.parquet", .parquet),
        ("a.feather", .arrow), ("https://example.org/a.jsonl?key=1", .jsonl),
        ("hf://datasets/org/name", .huggingface),
    ])
    func `the name tells the format`(source: String, format: SourceFormat) async throws {
        #expect(try await SourceFormat.of(source, told: nil) == format)
    }
}
