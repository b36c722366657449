import Columnar
import Foundation
import Testing

@Suite("Parquet files of other writers")
struct ForeignParquetTests {
    @Test("dictionaries, large layouts and nanoseconds are plain values", arguments: [true, false])
    func plainTypes(isTypeWanted: Bool) async throws {
        let folder = try ScratchFolder()
        let path = try folder.write(try #require(Data(base64Encoded: Self.file)), to: "x.parquet")
        let list = DataType.list(Field("element", .string))
        let wanted = Schema([
            Field("d", .string), Field("l", list), Field("t", .timestamp(.microsecond, timeZone: "UTC")),
        ])
        #expect(try ParquetFile.schema(at: path).fields.prefix(2) == wanted.fields.prefix(2))
        #expect(
            try await contents(try ParquetFile.batches(at: path, as: isTypeWanted ? wanted : nil)) == [
                [.string("a"), .null], [.list([.string("x")]), .null], [.timestamp(1_000_000), .null],
            ]
        )
    }

    /// Written by pyarrow with its ARROW:schema: a dictionary of text, a large list of large text, and nanoseconds.
    private static let file = """
        UEFSMRUAFRYVOiwVBBUAFQYVBhwAAAAfiwgAAAAAAAIDY2JgYGBmZASSiQBruYrOCwAAABUAFSQVRiwVBBUAFQYVBhwAAAAfiwgAAAAAAAIDY2\
        JgYGBhYAaSzMwMjECqAgDlNCTQEgAAABUAFRwVQiwVBBUAFQYVBhwAAAAfiwgAAAAAAAIDY2JgYGBmZDw1yxrIYAAAw25SAg4AAAAVBBlsNQAY\
        BnNjaGVtYRUGABUMJQIYAWQlAEwcAAAANQIYAWwVAhUGTDwAAAA1BBgEbGlzdBUCABUMJQIYB2VsZW1lbnQlAEwcAAAAFQQlAhgBdGyMERw8AA\
        AAAAAWBBkcGTwmABwVDBklBgAZGAFkFQQWBBY8FmAmCEkcFQAVABUCADwWAhkGGSYCAgAAACYAHBUMGSUGABk4AWwEbGlzdAdlbGVtZW50FQQW\
        BBZKFmwmaEkcFQAVABUCADwWAhkmBAAZRgIAAAIAAAAmABwVBBklBgAZGAF0FQQWBBZCFmgm1AFJHBUAFQAVAgA8KQYZJgICAAAAFsgBFgQmCB\
        a0AgAZHBgMQVJST1c6c2NoZW1hGKADLy8vLy96QUJBQUFRQUFBQUFBQUtBQXdBQmdBRkFBZ0FDZ0FBQUFBQkJBQUVBQUFBR1AvLy93UUFBQUFE\
        QUFBQXVBQUFBRVFBQUFBRUFBQUFuUC8vL3dBQUFRb1FBQUFBSEFBQUFBUUFBQUFBQUFBQUFRQUFBSFFBQUFBSUFBd0FCZ0FJQUFnQUFBQUFBQU\
        1BQkFBQUFBTUFBQUJWVkVNQTJQLy8vd0FBQVJVVUFBQUFHQUFBQUFRQUFBQUJBQUFBSUFBQUFBRUFBQUJzQUFBQWJQLy8veEFBRkFBSUFBWUFC\
        d0FNQUFBQUVBQVFBQUFBQUFBQkZCQUFBQUFZQUFBQUJBQUFBQUFBQUFBRUFBQUFhWFJsYlFBQUFBQ2svLy8vRUFBWUFBZ0FCZ0FIQUF3QUVBQV\
        VBQkFBQUFBQUFBRUZGQUFBQUVBQUFBQWNBQUFBQkFBQUFBQUFBQUFCQUFBQVpBQUFBQWdBQ0FBQUFBUUFDQUFBQUF3QUFBQUlBQXdBQ0FBSEFB\
        Z0FBQUFBQUFBQklBQUFBQVFBQkFBRUFBQUEAGCBwYXJxdWV0LWNwcC1hcnJvdyB2ZXJzaW9uIDI2LjAuMRk8HAAAHAAAHAAAAOQCAABQQVIx
        """
}
