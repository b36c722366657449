import Columnar

/// A function that tells where a medium is.
enum AddressFunction: String, CaseIterable {
    /// The address of a medium, as it stands in the cell.
    case fileURL = "file_url"
    /// The path of a medium's file on this machine; one of the network is fetched into the cache, where it stays until room is
    /// needed.
    case localPath = "local_path"
}

extension AddressFunction: RowFunction {
    var name: String { rawValue }

    var parameters: [FunctionParameter] { [.media] }

    var signature: String { "one column of media" }

    var result: ColumnType { .string }

    var isColumnar: Bool { self == .fileURL }

    func values(of arguments: FunctionArguments, in context: FunctionContext) async throws -> FinishedColumn {
        guard self == .localPath else {
            return FinishedColumn(vector: arguments.columns[0].retyped(arguments.field), failures: [])
        }
        return try await arguments.blockingMap(preparing: context.fetchedMedia) { values, fetched in
            let uri = values[0].stringValue ?? ""
            let path = try fetched.file(of: uri)
            guard FileSystem.exists(path) else { throw CellError("there is no file '\(path)'", code: .fileNotFound) }
            guard fetched?.isPassing(path) != true else {
                throw CellError("'\(uri.shortened)' is in use and changes at the moment; try again", code: .inputOutput)
            }
            return .string(path)
        }
    }
}
