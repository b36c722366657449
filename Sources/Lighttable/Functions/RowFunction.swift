import Columnar

/// A function of expressions that is computed in Swift rather than by Arrow, for many rows at a time.
protocol RowFunction: Sendable {
    /// What expressions call it.
    var name: String { get }
    /// What it takes.
    var parameters: [FunctionParameter] { get }
    /// How many arguments it has to be given; null stands for those that are left out.
    var required: Int { get }
    /// Whether it is called in a loop over whole columns, which takes next to no time for a row.
    var isColumnar: Bool { get }
    /// What it takes, in words for an error.
    var signature: String { get }
    /// The type of what it gives.
    var result: ColumnType { get }
    /// The type of what it gives for arguments of some types.
    func result(of types: [ColumnType]) -> ColumnType

    /// The function's values for some rows.
    ///
    /// - Parameters:
    ///   - arguments: What it is given in each row.
    ///   - context: What it may use.
    /// - Returns: A value for each row, null where it failed, and why.
    /// - Throws: What makes all rows fail.
    func values(of arguments: FunctionArguments, in context: FunctionContext) async throws -> FinishedColumn
}

extension RowFunction {
    var required: Int { parameters.count }

    var isColumnar: Bool { false }

    func result(of types: [ColumnType]) -> ColumnType { result }
}

/// What a function takes in one place.
enum FunctionParameter: Sendable, Hashable {
    /// A column of pictures.
    case picture
    /// A column of pictures or videos.
    case seen
    /// A column of videos or audio.
    case clip
    /// A column of media of any kind.
    case media
    /// A column of media of one kind.
    case medium(ColumnType)
    /// A column of arrays.
    case array(ColumnType)
    /// A value that fits a type.
    case value(ColumnType)
    /// Text, bytes or a column of media.
    case content

    /// The type of its values, where there is but one.
    var type: ColumnType? {
        switch self {
        case .picture: .image
        case .medium(let type), .array(let type), .value(let type): type
        case .seen, .clip, .media, .content: nil
        }
    }
}
