import Columnar

/// A function that makes a video or a sound of another, in the media store.
enum ClipPartFunction: String, CaseIterable {
    /// To the sound of a video.
    case audioOf = "audio_of"
    /// To the part between two times in seconds.
    case segment
}

extension ClipPartFunction: RowFunction {
    var name: String { rawValue }

    var parameters: [FunctionParameter] {
        switch self {
        case .audioOf: [.medium(.video)]
        case .segment: [.clip, .value(.float), .value(.float)]
        }
    }

    var signature: String {
        switch self {
        case .audioOf: "one column of videos"
        case .segment: "a column of videos or audio, a start and an end in seconds"
        }
    }

    var result: ColumnType { self == .audioOf ? .audio : .video }

    func result(of types: [ColumnType]) -> ColumnType { self == .audioOf ? .audio : types[0] }

    func values(of arguments: FunctionArguments, in context: FunctionContext) async throws -> FinishedColumn {
        guard ClipLibrary.version != nil else { throw ClipLibrary.missing }
        try await context.media.begin()
        let isSound = arguments.types[0] == .audio
        let values = try await arguments.blockingMap(preparing: context.fetchedMedia) { values, fetched in
            let path = try fetched.file(of: values[0].stringValue ?? "")
            return .string(try context.media.address { ".\(try make(of: Clip(path: path), values, isSound, at: $0))" })
        }
        try await context.media.relieve()
        return values
    }

    private func make(of clip: Clip, _ values: [Value], _ isSound: Bool, at path: String) throws -> String {
        guard self == .segment else { return try clip.writeSound(to: path) }
        let times = (start: values[1].doubleValue ?? .nan, end: values[2].doubleValue ?? .nan)
        return try clip.writePart(times, isSound: isSound, to: path)
    }
}
