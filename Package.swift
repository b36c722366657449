// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

func testTarget(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

let package = Package(
    name: "lighttable",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Lighttable", targets: ["Lighttable"]),
        .library(name: "LabelStudio", targets: ["LabelStudio"]),
        .executable(name: "lighttable", targets: ["LighttableCLI"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    ],
    targets: [
        .systemLibrary(
            name: "ArrowCpp", pkgConfig: "arrow-compute", providers: [.brew(["apache-arrow"])]),
        .systemLibrary(
            name: "ParquetCpp", pkgConfig: "parquet", providers: [.brew(["apache-arrow"])]),
        .target(name: "CSystem"),
        .target(name: "CArrow", dependencies: ["ArrowCpp", "ParquetCpp"]),
        .target(name: "Columnar", dependencies: ["CArrow"], swiftSettings: settings),
        .target(name: "DeltaLog", dependencies: ["Columnar"], swiftSettings: settings),
        .target(name: "Lighttable", dependencies: ["Columnar", "CSystem", "DeltaLog"], swiftSettings: settings),
        .target(
            name: "LabelStudio",
            dependencies: ["Lighttable", .product(name: "TOMLKit", package: "TOMLKit")],
            swiftSettings: settings),
        .executableTarget(
            name: "LighttableCLI",
            dependencies: [
                "Lighttable", "LabelStudio",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings),
        testTarget("ColumnarTests", ["Columnar"]),
        testTarget("DeltaLogTests", ["DeltaLog"]),
        testTarget("LighttableTests", ["Columnar", "DeltaLog", "Lighttable"]),
        testTarget("LabelStudioTests", ["LabelStudio"]),
        testTarget("LighttableCLITests", ["LighttableCLI", "Lighttable", "LabelStudio"]),
    ],
    cxxLanguageStandard: .cxx20
)
