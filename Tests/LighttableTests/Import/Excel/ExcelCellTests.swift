import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct ExcelCellTests {
    let test: TestStore

    init() throws { test = try TestStore() }

    /// The type and cells of a column that holds these cells below a header.
    private func column(_ cells: [String], _ change: (inout RawWorkbook) -> Void = { _ in }) async throws
        -> (type: String, cells: [Value], warnings: [String])
    {
        let rows = cells.map { "<row>\($0)</row>" }.joined()
        var workbook = RawWorkbook("<row><c t='inlineStr'><is><t>v</t></is></c></row>\(rows)")
        change(&workbook)
        let result = try await test.importWorkbook(workbook)
        let values = try await result.table.cells().map { $0[0] }
        return (result.table.columns[0].type.description, values, result.report?.warnings ?? [])
    }

    @Test func textsAreReadInAllTheirSpellings() async throws {
        let found = try await column([
            "<c t='s'><v>0</v></c>", "<c t='s'><v>1</v></c>",
            "<c t='inlineStr'><is><t xml:space='preserve'> in </t></is></c>",
            "<c t='inlineStr'><is><r><t>a</t></r><r><rPr><b/></rPr><t>b</t></r></is></c>",
            "<c t='str'><f>A1</f><v>from &amp; formula</v></c>", "<c t='str'><f>A1</f><v></v></c>",
            "<c t='str'><v>_x0041__x005F_x0042_ _xD83D__xDE00_ _x00</v></c>",
        ]) {
            $0.sharedTexts =
                "<si><t>漢字</t><rPh sb='0' eb='2'><t>かんじ</t></rPh><phoneticPr fontId='1'/></si>"
                + "<si><r><t>one </t></r><r><t>two</t></r></si>"
        }
        #expect(found.type == "String")
        #expect(found.cells == ["漢字", "one two", " in ", "ab", "from & formula", "", "A_x0042_ 😀 _x00"])
    }

    @Test func elementsMayHaveNamespacePrefixes() async throws {
        var workbook = RawWorkbook("")
        workbook.replacements["xl/worksheets/sheet1.xml"] =
            "<x:worksheet xmlns:x='m'><x:sheetData><x:row r='1'><x:c r='A1' t='str'><x:v>h</x:v></x:c></x:row>"
            + "<x:row r='2'><x:c r='A2'><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>"
        #expect(try await test.importWorkbook(workbook).table.cells() == [[7]])
    }

    @Test(arguments: [
        (["1", "2"], "Int"), (["1", "2.5"], "Float"), (["1E3", "2"], "Int"), (["-0"], "Int"), (["1.0", "3"], "Int"),
        (["9007199254740993", "1"], "Int"), (["9007199254740993", "0.5"], "String"),
        (["9007199254740992", "0.5"], "Float"),
        (["18446744073709551617"], "String"), (["1.5E+300"], "Float"), (["18446744073709551616"], "Float"),
    ])
    func numbersAreIntegersWhereTheyAreWhole(values: [String], type: String) async throws {
        for order in [values, values.reversed()] {
            #expect(try await column(order.map { "<c><v>\($0)</v></c>" }).type == type)
        }
    }

    @Test func numbersAmongTextAreWrittenAsSheetsShowThem() async throws {
        let numbers = ["5", "0.1", "-2.50", "4006381333931", "1E+21", "0.00001", "9007199254740993"]
        let cells = try await column(
            numbers.map { "<c><v>\($0)</v></c>" } + ["<c t='b'><v>1</v></c>", "<c t='str'><v>x</v></c>"]
        )
        .cells
        #expect(
            cells == ["5", "0.1", "-2.5", "4006381333931", "1E+21", "1E-05", "9007199254740993", "TRUE", "x"]
        )
    }

    @Test func truthValuesAreNumbersAmongNumbers() async throws {
        let found = try await column(["<c t='b'><v>1</v></c>", "<c/>", "<c t='b'><v>0</v></c>"])
        #expect(found.type == "Bool")
        #expect(found.cells == [.bool(true), .null, .bool(false)])
        let mixed = try await column(["<c t='b'><v>1</v></c>", "<c><v>7</v></c>"])
        #expect(mixed.type == "Int")
        #expect(mixed.cells == [1, 7])
        #expect(try await column(["<c t='b'><v>1</v></c>", "<c><v>.5</v></c>"]).cells == [.float(1), .float(0.5)])
    }

    @Test(arguments: [
        ("yyyy-mm-dd", "45351", Value.date(19_782)), ("yyyy-mm-dd", "45351.5", .timestamp(1_709_208_000_000_000)),
        ("dd/mm/yyyy hh:mm", "45351", .timestamp(1_709_164_800_000_000)), ("mmm yy", "61", .date(-25_508)),
        ("yyyy-mm-dd", "59", .date(-25_509)), ("yyyy-mm-dd", "60", 60), ("yyyy-mm-dd", "1", .date(-25_567)),
        ("d", "2958465", .date(2_932_896)), ("d", "2958466", 2_958_466),
        ("hh:mm:ss", "0.354166666666667", 30_600_000_000), ("hh:mm:ss.000", "1.15740740740741E-08", 1000),
        ("hh:mm:ss.0", "45351.5452199074", .timestamp(1_709_211_907_000_000)),
        ("hh:mm", "45351.5", .timestamp(1_709_208_000_000_000)), ("[h]:mm", "1.1041666666666667", 95_400_000_000),
        ("[mm]:ss", "-0.0625", -5_400_000_000), ("General", "45351", 45_351), ("0.00", "45351", 45_351),
        ("#,##0 &quot;days&quot;", "3", 3), ("0.0E+00", "3", 3), ("[Red]0", "3", 3), ("_-* 0_-;d", "3", 3),
        ("[$-409]d-mmm-yy", "45351", .date(19_782)), ("[$-F800]dddd", "45351", .date(19_782)),
        ("[$-F400]h:mm:ss AM/PM", "0.5", 43_200_000_000), ("mm:ss", "0.5", 43_200_000_000), ("\\d0", "3", 3),
    ])
    func numberFormatsTellDatesAndTimes(format: String, number: String, value: Value) async throws {
        let found = try await column(["<c s='1'><v>\(number)</v></c>"]) { $0.formats = [format] }
        #expect(found.cells == [value])
    }

    @Test func daysCanCountFrom1904() async throws {
        let cells = try await column(["<c s='1'><v>0</v></c>", "<c s='1'><v>43889.25</v></c>"]) {
            $0.formats = ["yyyy-mm-dd"]
            $0.properties = "date1904='true'"
        }
        .cells
        #expect(cells == [.timestamp(-24_107 * 86_400_000_000), .timestamp(19_782 * 86_400_000_000 + 21_600_000_000)])
    }

    @Test func daysAndTimesCanBeSpelledOut() async throws {
        #expect(try await column(["<c t='d'><v>2024-02-29</v></c>"]).cells == [.date(19_782)])
        #expect(
            try await column(["<c t='d'><v>2024-02-29T12:00:00Z</v></c>"]).cells == [.timestamp(1_709_208_000_000_000)]
        )
        #expect(try await column(["<c t='d'><v>T08:30:00.5</v></c>"]).cells == [30_600_500_000])
        #expect(try await column(["<c t='d'><v>soon</v></c>"]).cells == ["soon"])
    }

    @Test(arguments: [
        ("PT26H30M", 95_400_000_000), ("PT26H30M1.5S", 95_401_500_000), ("P1DT2H30M", 95_400_000_000),
        ("-PT0.000001S", -1), ("P2D", 172_800_000_000),
    ])
    func durationsCanBeSpelledOut(text: String, microseconds: Int) async throws {
        let found = try await column(["<c t='d'><v>\(text)</v></c>"])
        #expect(found.type == "Duration" && found.cells == [.int(microseconds)])
    }

    @Test(arguments: [
        "P", "PT", "-", "-P", "P1", "P1Y", "PT1D", "P1H", "PT1M1H", "PT1.2.3S", "PT99999999999999999999H", "PTT1S",
    ])
    func whatIsNoDurationStaysText(text: String) async throws {
        let found = try await column(["<c t='d'><v>\(text)</v></c>"])
        #expect(found.type == "String" && found.cells == [.string(text)])
    }

    @Test func momentsThatAreSpelledOutAreWhatTheirFormatShows() async throws {
        let cells = [
            "<c t='d' s='1'><v>2024-02-29T00:00:00.000</v></c>", "<c t='d' s='1'><v>2024-02-29T12:00:00</v></c>",
            "<c t='d' s='2'><v>1899-12-30T08:30:00</v></c>", "<c t='d' s='3'><v>1899-12-31T02:30:00Z</v></c>",
            "<c t='d' s='3'><v>08:30:00Z</v></c>", "<c t='d' s='2'><v>2024-02-29T08:30:00</v></c>",
        ]
        var types: [String] = []
        for cell in cells {
            types.append(try await column([cell]) { $0.formats = ["yyyy-mm-dd", "hh:mm", "[h]:mm"] }.type)
        }
        #expect(types == ["Date", "Timestamp", "Time", "Duration", "Duration", "Timestamp"])
        let spent = try await column([cells[3]]) { $0.formats = ["yyyy-mm-dd", "hh:mm", "[h]:mm"] }
        #expect(spent.cells == [.int(95_400_000_000)])
        let spent1904 = try await column(["<c t='d' s='1'><v>1904-01-02T02:30:00</v></c>"]) {
            $0.formats = ["[h]:mm"]
            $0.properties = "date1904='1'"
        }
        #expect(spent1904.cells == [.int(95_400_000_000)])
    }

    @Test func timesAmongTextAreSpelled() async throws {
        let found = try await column([
            "<c s='1'><v>0.25</v></c>", "<c s='2'><v>1.5</v></c>", "<c s='2'><v>-0.0625</v></c>",
            "<c t='str'><v>x</v></c>",
        ]) { $0.formats = ["hh:mm", "[h]:mm"] }
        #expect(found.cells == ["06:00:00", "36:00:00", "-01:30:00", "x"])
    }

    @Test(arguments: [
        (ColumnType.decimal(precision: 6, scale: 2), "<c><v>1.1</v></c>", Value.decimal("1.10")),
        (.int, "<c t='str'><v>007</v></c>", 7), (.string, "<c><v>1.1</v></c>", "1.1"),
        (.float, "<c><v>3</v></c>", .float(3)),
        (.timestamp, "<c s='1'><v>45351</v></c>", .timestamp(1_709_164_800_000_000)),
        (.date, "<c t='str'><v>2024-02-29</v></c>", .date(19_782)), (.float, "<c t='str'><v>N/A</v></c>", .null),
        (.string, "<c t='str'><v>N/A</v></c>", "N/A"), (.json, "<c t='str'><v>[1, 2]</v></c>", "[1,2]"),
        (.time, "<c t='str'><v>08:30:00</v></c>", 30_600_000_000),
    ])
    func cellsAreBroughtToTheTypeThatIsAskedFor(type: ColumnType, cell: String, value: Value) async throws {
        var options = ImportOptions()
        options.schemaOverrides["v"] = ColumnOverride(type)
        var workbook = RawWorkbook("<row><c t='str'><v>v</v></c></row><row>\(cell)</row>")
        workbook.formats = ["yyyy-mm-dd"]
        let table = try await test.importWorkbook(workbook, options: options).table
        #expect(table.columns[0].type == type)
        #expect(try await table.cells() == [[value]])
    }

    @Test func errorsAreNullWithAWarningAndTextInText() async throws {
        let errors = ["<c t='e'><v>#DIV/0!</v></c>", "<c t='e'><v>#N/A</v></c>"]
        let numbers = try await column(["<c><v>1</v></c>"] + errors)
        #expect(numbers.type == "Int")
        #expect(numbers.cells == [1, .null, .null])
        #expect(numbers.warnings == ["column 'v': 2 cells have an error and became null, the first A3 with #DIV/0!"])
        let texts = try await column(["<c t='str'><v>x</v></c>"] + errors)
        #expect(texts.cells == ["x", "#DIV/0!", "#N/A"])
        #expect(texts.warnings.isEmpty)
    }

    @Test func formulasWithoutAResultAreNullWithAWarning() async throws {
        let found = try await column(["<c><f>1+1</f><v>2</v></c>", "<c><f>1+2</f><v></v></c>", "<c><f>1+3</f></c>"])
        #expect(found.cells == [2, .null, .null])
        #expect(found.warnings.count == 1)
        #expect(found.warnings.first?.contains("2 cells have a formula without a stored result") == true)
        #expect(found.warnings.first?.contains("the first A3") == true)
    }

    @Test func nullWordsAreNullOutsideText() async throws {
        let word = "<c t='str'><v>N/A</v></c>"
        #expect(
            try await column([word, "<c><v>1</v></c>", "<c t='inlineStr'><is><t></t></is></c>"]).cells == [
                .null, 1, .null,
            ]
        )
        #expect(try await column([word, "<c t='str'><v>x</v></c>"]).cells == ["N/A", "x"])
        #expect(try await column([word]).cells == ["N/A"])
    }
}
