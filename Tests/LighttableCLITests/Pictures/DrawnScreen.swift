import Foundation

/// What a terminal shows of some output, as `pictures.py` reads it.
struct DrawnScreen: Decodable {
    /// A picture on it.
    struct Drawing: Decodable {
        let way: String
        let row: Int
        let column: Int
        let columns: Int
        let lines: Int
        let size: [Int]
        /// How many colours it has.
        let different: Int
        let left: [Int]
        let right: [Int]
        let top: [Int]
        let corner: [Int]

        /// Its row and column, and how many columns and lines it takes.
        var place: [Int] { [row, column, columns, lines] }

        /// The columns that it takes.
        var span: Range<Int> { column..<column + columns }
    }

    let lines: [String]
    let pictures: [Drawing]

    init(reading output: String, in sandbox: Sandbox) throws {
        let file = try sandbox.file(".drawn", output)
        let data = try ReadersPython.run("pictures.py", beside: #filePath, "read", input: URL(filePath: file))
        self = try JSONDecoder().decode(DrawnScreen.self, from: data)
    }
}
