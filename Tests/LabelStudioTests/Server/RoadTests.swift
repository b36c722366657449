import Columnar
import Foundation
import JSON
import Lighttable
import Testing

@testable import LabelStudio

extension ServerTests {
    /// The whole road through the built command: pictures, table, Label Studio, annotations, Parquet.
    @Suite struct RoadTests {
        @Test func `A CSV of pictures comes back annotated, and its rows leave as Parquet`() async throws {
            let road = try await Road(rows: 12)
            let imported = try road.run("import", "manifest.csv", "demo.stamps", "--type", "photo=Image")
            #expect(imported["rows_inserted"] == 12)
            let created = try road.run(
                "label",
                "create",
                "demo.stamps",
                "--config",
                "config.xml",
                "--media-import-method",
                "file"
            )
            #expect(created["external_rows_created"] == 12)
            #expect(created["num_exceptions"] == 0)

            let labelled = try await road.annotate(every: 3)
            let synced = try road.run("label", "sync", "demo.stamps")
            #expect(synced["rows_updated"] == .int(labelled.count))
            let again = try road.run("label", "sync", "demo.stamps")
            for count in ["rows_updated", "external_rows_created", "external_rows_updated", "external_rows_deleted"] {
                #expect(again[count] == 0)
            }
            #expect(again["version"] == synced["version"])
            let history = try road.run("history", "demo.stamps").arrayValue ?? []
            #expect(history.map { $0["operation"] } == ["SYNC", "LINK", "IMPORT"])

            let exported = try road.run(
                "export",
                "demo.stamps",
                "labelled",
                "--where",
                "annotations IS NOT NULL",
                "--inline-images"
            )
            #expect(exported["rows"] == .int(labelled.count))
            let rows = try await road.rows(of: "labelled/part-00000.parquet")
            #expect(rows.map(\.title) == labelled)
            #expect(rows.allSatisfy { $0.picture == Workshop.picture(Int($0.title.dropFirst(8)) ?? -1) })
            #expect(rows.allSatisfy { $0.annotations.contains(#""choices":["cat"]"#) })
        }
    }
}

/// A store and its pictures in a folder of their own, and the command that works there.
private struct Road {
    let shop: Workshop

    /// Makes pictures, a manifest of them and a label config.
    init(rows: Int) async throws {
        shop = try await Workshop(rows: rows)
        try Data(Workshop.config.utf8).write(to: URL(filePath: shop.folder + "/config.xml"))
        try FileManager.default.removeItem(atPath: shop.folder + "/store")
    }

    /// Runs the command with `--json` and returns its document.
    func run(_ arguments: String...) throws -> JSONValue {
        let run = try CommandRun(arguments + ["--json"], in: shop, key: shop.backend.personalToken)
        try #require(run.status == 0, "lighttable \(arguments.joined(separator: " ")): \(run.errors)")
        return try #require(run.document)
    }

    /// Annotates every so many of the tasks as a person would; returns the titles, in the rows' order.
    func annotate(every step: Int) async throws -> [String] {
        var shop = shop
        shop.table = try await Store.open(at: shop.folder + "/store").table("demo.stamps")
        let tasks = try await shop.tasks()
        var titles: [String] = []
        for try await row in try shop.table.rows(columns: ["title"]) {
            guard let id = row.id, id.rawValue % step == 0, let task = tasks[id] else { continue }
            try await shop.annotate(task: task.id, choice: "cat")
            titles.append(try #require(row["title"].stringValue))
        }
        return titles
    }

    /// The rows of an exported file.
    func rows(of file: String) async throws -> [(title: String, picture: Data, annotations: String)] {
        var rows: [(title: String, picture: Data, annotations: String)] = []
        for try await batch in try ParquetFile.batches(at: shop.folder + "/" + file) {
            for row in 0..<batch.count {
                guard case .structure(let photo)? = batch.column(named: "photo")?.value(at: row),
                    case .binary(let picture)? = photo.first(where: { $0.name == "bytes" })?.value
                else { continue }
                let title = batch.column(named: "title")?.value(at: row).stringValue
                let annotations = batch.column(named: "annotations")?.value(at: row).stringValue
                rows.append((try #require(title), picture, try #require(annotations)))
            }
        }
        return rows
    }
}
