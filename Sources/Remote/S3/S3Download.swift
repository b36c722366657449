import Columnar
import Foundation
import Lighttable
import Synchronization

/// Copies an object of S3 into a file, and goes on where it broke off.
final class S3Download: MediaDownload {
    /// So many bytes are asked for at once.
    private static let part = 8 << 20

    private let address: S3Address
    private let options: S3Options
    private let plan: DownloadPlan
    private let executor = BlockingExecutor(label: "lighttable.s3")
    private let state: Mutex<(received: Int, validator: String?)>

    init(_ address: S3Address, _ options: S3Options, _ plan: DownloadPlan) {
        self.address = address
        self.options = options
        self.plan = plan
        state = Mutex((0, plan.validator))
    }

    var received: Int { state.withLock { $0.received } }

    var validator: String? { state.withLock { $0.validator } }

    func run() async throws -> Bool {
        let (address, options) = (address, options)
        let object = try await executor.run { try S3Object(address, options) }
        if let known = plan.known, known == object.tag { return false }
        try plan.check(object.size, address.name)
        let file = try plan.open()
        defer { try? file.close() }
        try await copy(object, to: file)
        return true
    }

    private func copy(_ object: S3Object, to file: FileHandle) async throws {
        var place = try start(of: object, in: file)
        while place < object.size {
            let (begin, count) = (place, min(Self.part, object.size - place))
            let data = try await executor.run { try object.read(from: begin, count) }
            guard !data.isEmpty else { throw truncation(place, object.size) }
            try plan.write(data, to: file)
            place += data.count
            state.withLock { $0.received = place }
            plan.progress?(place, object.size)
        }
    }

    /// Where to go on: behind what is there, if it is of the same contents.
    private func start(of object: S3Object, in file: FileHandle) throws -> Int {
        let there = Int(try file.seekToEnd())
        let isSame = plan.validator != nil && plan.validator == object.tag && there <= object.size
        let place = isSame ? there : 0
        try file.truncate(atOffset: UInt64(place))
        state.withLock { $0 = (place, object.tag) }
        return place
    }

    private func truncation(_ received: Int, _ expected: Int) -> LighttableError {
        LighttableError(
            .inputOutput,
            "the object ended after \(received) of \(expected) bytes; try again",
            at: .init(file: address.name)
        )
    }
}
