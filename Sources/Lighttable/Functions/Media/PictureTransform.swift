import Columnar

/// Work on pictures that one function or several on top of each other ask for, such as `grayscale(resize(photo, 64, 64))`.
///
/// It is done in one go and makes one file, in the media store. Innermost may be `frame_at(clip, 1.5)`.
struct PictureTransform: RowFunction {
    private struct Step {
        let function: PictureFunction
        /// Where its values are among the arguments.
        let values: Range<Int>
    }

    private let steps: [Step]
    private let source: PictureSource
    let name: String
    let signature: String
    let parameters: [FunctionParameter]
    let result = ColumnType.image

    /// The work that an expression asks for, and what it is given; `nil` when its outermost call is of no such function.
    ///
    /// - Throws: A ``LighttableError`` of code `invalidExpression` for another number of arguments than a function takes.
    static func of(_ expression: Expression) throws -> (function: any RowFunction, arguments: [Expression])? {
        var inner = expression
        var calls: [(function: PictureFunction, values: [Expression])] = []
        while case .call(let name, let arguments) = inner, let function = PictureFunction(rawValue: name) {
            try FunctionLibrary.check(arguments.count, of: name, taking: function.signature, function.argumentCounts)
            calls.insert((function, Array(arguments.dropFirst())), at: 0)
            inner = arguments[0]
        }
        guard let (source, arguments) = try PictureSource.of(inner, isAlone: calls.isEmpty) else { return nil }
        return (PictureTransform(calls, of: source), arguments + calls.flatMap(\.values))
    }

    private init(_ calls: [(function: PictureFunction, values: [Expression])], of source: PictureSource) {
        name = calls.last?.function.rawValue ?? PictureSource.frameFunction
        signature = Self.signature(calls.last?.function, of: source)
        self.source = source
        var steps: [Step] = []
        var parameters = source.parameters
        for call in calls {
            let first = parameters.count
            parameters += call.function.parameters.prefix(call.values.count).map { .value($0) }
            steps.append(Step(function: call.function, values: first..<parameters.count))
        }
        self.steps = steps
        self.parameters = parameters
    }

    private static func signature(_ function: PictureFunction?, of source: PictureSource) -> String {
        guard let function else { return source.signature }
        guard source == .frame else { return function.signature }
        return "\(function.signature), and \(PictureSource.frameFunction) \(source.signature)"
    }

    func values(of arguments: FunctionArguments, in context: FunctionContext) async throws -> FinishedColumn {
        guard PictureLibrary.version != nil else { throw PictureLibrary.missing }
        if source == .frame, ClipLibrary.version == nil { throw ClipLibrary.missing }
        try await context.media.begin()
        let values = try await arguments.blockingMap(preparing: context.fetchedMedia) { values, fetched in
            try made(of: values, fetched, context.media)
        }
        try await context.media.relieve()
        return values
    }

    private func made(of values: [Value], _ fetched: FetchedMedia?, _ media: MediaIntake) throws -> Value {
        let path = try fetched.file(of: values[0].stringValue ?? "")
        let operations = try steps.compactMap { try $0.function.operation(values[$0.values]) }
        let chosen = try steps.compactMap { try $0.function.encoding(values[$0.values]) }.last
        let encoding = try chosen ?? PictureEncoding(like: source == .frame ? nil : Self.format(of: path))
        let keep: (UnsafeRawBufferPointer) throws -> Value = { bytes in
            .string(try media.address(of: bytes, ending: ".\(encoding.fileExtension)"))
        }
        switch source {
        case .file: return try Picture(path: path).withFile(of: operations, as: encoding, keep)
        case .frame:
            return try Clip(path: path).withFrame(at: values[1].doubleValue ?? .nan, operations, as: encoding, keep)
        }
    }

    private static func format(of path: String) throws -> MediaFormat? {
        MediaSignature.format(try FileSystem.start(of: path, MediaSignature.byteCount))
    }
}
