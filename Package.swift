// swift-tools-version: 6.2
import PackageDescription

/// Warnings are errors for those who work on the package (`make` sets this), not for packages that depend on it.
let isStrict = Context.environment["LIGHTTABLE_STRICT"] != nil

let swift: [SwiftSetting] =
    [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
    ] + (isStrict ? [.treatAllWarnings(as: .error)] : [])

let cxx: [CXXSetting] = isStrict ? [.enableWarning("all"), .treatAllWarnings(as: .error)] : []

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let flyingFox = Target.Dependency.product(name: "FlyingFox", package: "FlyingFox")
let flyingSocks = Target.Dependency.product(name: "FlyingSocks", package: "FlyingFox")
let hashTrees = Target.Dependency.product(name: "HashTreeCollections", package: "swift-collections")
let toml = Target.Dependency.product(name: "TOMLKit", package: "TOMLKit")

let package = Package(
    name: "lighttable",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Lighttable", targets: ["Lighttable"]),
        .library(name: "LabelStudio", targets: ["LabelStudio"]),
        .library(name: "Remote", targets: ["Remote"]),
        .executable(name: "lighttable", targets: ["LighttableCLI"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
        .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    ],
    targets: [
        .systemLibrary(name: "ArrowCpp", pkgConfig: "arrow-compute", providers: [.brew(["apache-arrow"])]),
        .systemLibrary(name: "ParquetCpp", pkgConfig: "parquet", providers: [.brew(["apache-arrow"])]),
        .systemLibrary(name: "OpenSSLCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        // Its functions are looked up when they are needed; macOS is only told where the headers are.
        .systemLibrary(name: "FFmpegHeaders", pkgConfig: "libavformat", providers: [.brew(["ffmpeg"])]),
        .systemLibrary(name: "LibZip", pkgConfig: "libzip", providers: [.brew(["libzip"]), .apt(["libzip-dev"])]),
        .target(
            name: "CArrow",
            dependencies: ["ArrowCpp", "ParquetCpp", "LibZip"],
            cxxSettings: cxx,
            linkerSettings: [.linkedLibrary("expat")]
        ),
        .target(name: "CCurl", linkerSettings: [.linkedLibrary("curl")]),
        .target(name: "CObjectStore", dependencies: ["ArrowCpp"], cxxSettings: cxx),
        .target(name: "CSystem"),
        .target(
            name: "CFFmpeg",
            dependencies: [.target(name: "FFmpegHeaders", condition: .when(platforms: [.macOS]))]
        ),
        .target(name: "CVips"),
        .target(name: "Columnar", dependencies: ["CArrow"], swiftSettings: swift),
        .target(name: "HTTP", dependencies: ["CCurl"], swiftSettings: swift),
        .target(name: "JSON", swiftSettings: swift),
        .target(name: "DeltaLog", dependencies: ["Columnar", "JSON", hashTrees], swiftSettings: swift),
        .target(
            name: "Lighttable",
            dependencies: [
                "Columnar", "CFFmpeg", "CSystem", "CVips", "DeltaLog", "JSON", toml,
                .target(name: "OpenSSLCrypto", condition: .when(platforms: [.linux])),
            ],
            swiftSettings: swift
        ),
        .target(
            name: "Remote",
            dependencies: ["CObjectStore", "Columnar", "HTTP", "JSON", "Lighttable", toml],
            swiftSettings: swift
        ),
        .target(
            name: "LabelStudio",
            dependencies: ["Columnar", "HTTP", "JSON", "Lighttable", "Remote", flyingFox, flyingSocks, toml],
            swiftSettings: swift
        ),
        .executableTarget(
            name: "LighttableCLI",
            dependencies: ["Columnar", "JSON", "LabelStudio", "Lighttable", "Remote", argumentParser, toml],
            swiftSettings: swift
        ),
        .executableTarget(
            name: "StoreBenchmark",
            dependencies: ["Columnar", "Lighttable"],
            path: "Benchmarks/StoreBenchmark",
            swiftSettings: swift
        ),
        .executableTarget(
            name: "QueryBenchmark",
            dependencies: ["Columnar", "Lighttable"],
            path: "Benchmarks/QueryBenchmark",
            swiftSettings: swift
        ),
        .executableTarget(
            name: "StoreExerciser",
            dependencies: ["Columnar", "Lighttable", argumentParser],
            path: "Tests/StoreExerciser",
            swiftSettings: swift
        ),
        .testTarget(
            name: "StoreProofs",
            dependencies: ["Columnar", "Lighttable", "StoreExerciser"],
            exclude: ["Engines/engines.py", "Faults/faults.c"],
            swiftSettings: swift
        ),
        .testTarget(name: "ColumnarTests", dependencies: ["Columnar"], swiftSettings: swift),
        .testTarget(name: "HTTPTests", dependencies: ["HTTP"], swiftSettings: swift),
        .testTarget(name: "JSONTests", dependencies: ["JSON"], swiftSettings: swift),
        .testTarget(name: "DeltaLogTests", dependencies: ["Columnar", "DeltaLog", "JSON"], swiftSettings: swift),
        .testTarget(
            name: "LighttableTests",
            dependencies: ["CArrow", "Columnar", "DeltaLog", "JSON", "Lighttable"],
            exclude: [
                "Export/exports.py", "Expressions/oracle.py", "Expressions/random_oracle.py", "Foreign/foreign.py",
                "Foreign/tables.py",
                "Foreign/writing.py",
                "HuggingFace/saved.py",
                "Import/Arrow/sources.py", "Import/Excel/libreoffice.xlsx", "Import/Excel/workbooks.py",
                "Import/JSON/write.py", "Interop/readers.py", "Media/clips.py", "Media/pictures.py",
                "Query/hide_rows.py", "Query/query_oracle.py", "Versions/rewriters.py",
            ],
            swiftSettings: swift
        ),
        .testTarget(
            name: "RemoteTests",
            dependencies: ["Columnar", "Lighttable", "Remote"],
            exclude: ["Server/backend.py", "Server/bucket.py", "Server/model.py", "Server/server.py"],
            swiftSettings: swift
        ),
        .testTarget(
            name: "LabelStudioTests",
            dependencies: ["Columnar", "JSON", "LabelStudio", "Lighttable", "LighttableCLI", "Remote"],
            exclude: ["Export/annotations.py", "Server/faults.py"],
            swiftSettings: swift
        ),
        .testTarget(
            name: "LighttableCLITests",
            dependencies: ["Columnar", "JSON", "LabelStudio", "Lighttable", "LighttableCLI"],
            exclude: ["Pictures/pictures.py", "Sources/sources.py"],
            swiftSettings: swift
        ),
    ],
    cxxLanguageStandard: .cxx20
)
