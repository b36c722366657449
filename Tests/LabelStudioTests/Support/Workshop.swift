import Columnar
import Foundation
import JSON
import Lighttable
import Testing

@testable import LabelStudio

/// A table with pictures and a project's worth of helpers, in a folder of its own below the server's document root.
struct Workshop {
    static let config = """
        <View>
          <Image name="img" value="$photo"/>
          <Header value="$title"/>
          <Choices name="kind" toName="img"><Choice value="cat"/><Choice value="dog"/></Choices>
        </View>
        """

    let backend: TestServer
    let folder: String
    var table: Table

    init(rows: Int, name: String = "demo.stamps", nullPhotoAt nullRow: Int? = nil) async throws {
        backend = try TestServer.shared.get()
        folder = backend.documentRoot + "/" + UUID().uuidString
        let pictures = folder + "/my pictures"
        try FileManager.default.createDirectory(atPath: pictures, withIntermediateDirectories: true)
        var csv = "photo,title\n"
        for row in 0..<rows {
            let path = "\(pictures)/p\(row).png"
            try Self.picture(row).write(to: URL(filePath: path))
            csv += row == nullRow ? ",picture \(row)\n" : "\(path),picture \(row)\n"
        }
        let file = folder + "/manifest.csv"
        try Data(csv.utf8).write(to: URL(filePath: file))
        var options = ImportOptions()
        options.schemaOverrides = ["photo": ColumnOverride(.image)]
        table = try await Store.open(at: folder + "/store").importCSV(file, into: name, options: options).table
    }

    var server: LabelStudioServer { get throws { try backend.server() } }
    var client: LabelStudioClient { get throws { try backend.client() } }
    var project: Int { get throws { try #require(try ProjectLink.all(of: table).first).project } }
    var state: SyncStateStore { SyncStateStore(privateDirectory: table.privateDirectory, link: "ls_project_0") }

    mutating func create(
        method: MediaImportMethod = .file,
        config: String = config,
        title: String? = nil,
        syncs: Bool = true,
        server: LabelStudioServer? = nil
    ) async throws -> SyncStatus {
        let status = try await table.createLabelStudioProject(
            labelConfig: config,
            title: title,
            mediaImportMethod: method,
            syncImmediately: syncs,
            server: try server ?? self.server
        )
        table = status.table
        return status
    }

    mutating func sync(isFull: Bool = false, server: LabelStudioServer? = nil) async throws -> SyncStatus {
        let status = try await table.sync(isFull: isFull, server: try server ?? self.server)
        table = status.table
        return status
    }

    /// All tasks, by row.
    func tasks() async throws -> [RowID: TaskRecord] {
        var tasks: [RowID: TaskRecord] = [:]
        try await client.forEachTask(project: project, filters: [], detail: .counts) { page, _ in
            for task in page {
                guard let row = task.link?.row else { continue }
                #expect(tasks[row] == nil, "row \(row.rawValue) has two tasks")
                tasks[row] = task
            }
        }
        return tasks
    }

    func data(ofTask task: Int) async throws -> JSONValue {
        try #require(try await client.json(.get("api/tasks/\(task)/"))["data"])
    }

    @discardableResult
    func annotate(task: Int, choice: String) async throws -> Int {
        let result: JSONValue = [
            ["from_name": "kind", "to_name": "img", "type": "choices", "value": ["choices": [.string(choice)]]]
        ]
        let annotation = try await client.json(
            .send(.post, "api/tasks/\(task)/annotations/", ["result": result, "lead_time": 2.5])
        )
        return try #require(annotation["id"]?.intValue)
    }

    /// The annotations in the table, by row; rows without any are left out.
    func annotations() async throws -> [RowID: JSONValue] {
        var cells: [RowID: JSONValue] = [:]
        for try await row in try table.rows(columns: ["annotations"]) {
            guard let id = row.id, let text = row["annotations"].stringValue else { continue }
            cells[id] = try JSONValue(parsing: text)
        }
        return cells
    }

    /// Changes one cell, as a user would.
    mutating func set(_ column: String, to text: String, row: RowID) async throws {
        table = try await table.changing(column, to: text, row: row)
    }

    func firstRow() async throws -> RowID? { try await rowIDs().first }

    func rowIDs() async throws -> [RowID] {
        var ids: [RowID] = []
        for try await row in try table.rows(columns: ["photo"]) { if let id = row.id { ids.append(id) } }
        return ids
    }

    func projectCount() async throws -> Int { try await client.projects().count }

    /// Checks that the server gives for each task the bytes of its row's picture.
    ///
    /// - Returns: What the tasks' data say of the pictures.
    @discardableResult
    func comparePictures(_ column: String = "photo", _ round: Comment? = nil) async throws -> [String] {
        let tasks = try await tasks()
        var addresses: [String] = []
        for try await row in try table.rows(columns: [column]) {
            let task = try #require(row.id.flatMap { tasks[$0] }, round)
            let address = try #require(try await data(ofTask: task.id)[column]?.stringValue)
            let response = try await client.response(to: .get(String(address.dropFirst())))
            let uri = try #require(row[column].stringValue)
            let path = try #require(try MediaReference(uri).localPath)
            #expect(response.status == 200, round)
            #expect(response.body == (try Data(contentsOf: URL(filePath: path))), round)
            addresses.append(address)
        }
        return addresses
    }

    /// Runs a body behind the first step of a watch, which is cancelled then.
    func whileWatched(_ body: () async throws -> Void) async throws {
        let watch = table.watchLabelStudio(interval: .seconds(600), server: try server)
        let (steps, step) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            for try await _ in watch { step.yield() }
        }
        for await _ in steps { break }
        try await body()
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    /// Bytes that differ for every picture; nobody decodes them here.
    static func picture(_ number: Int) -> Data {
        let header: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]
        let size: [UInt8] = [0, 0, 0, 1, 0, 0, 0, 1]
        return Data(header + Array("IHDR".utf8) + size + Array("picture \(number)".utf8))
    }
}

extension Table {
    func changing(_ column: String, to text: String, row: RowID) async throws -> Table {
        var edits = TableEdits(operation: "UPDATE")
        edits.values = [row: [column: .string(text)]]
        return try await update(edits).table
    }
}
