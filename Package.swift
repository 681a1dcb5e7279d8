// swift-tools-version: 6.2

import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "skua",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "skua", targets: ["skua"]),
    .library(name: "ModelExtraction", targets: ["ModelExtraction", "Oracles", "Estimators"]),
    .library(name: "LanguageModels", targets: ["LanguageModels"]),
    .library(name: "Memorization", targets: ["Memorization", "LanguageModels"]),
    .library(name: "Services", targets: ["PredictionServices", "RemoteOracles", "Server", "Runs"]),
    .library(name: "ModelFormats", targets: ["ModelFormats", "Estimators"]),
    .library(name: "LinearAlgebra", targets: ["LinearAlgebra"]),
    .library(name: "Experiments", targets: ["Experiments", "Reports"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/apple/swift-crypto", "3.12.3"..<"5.0.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // MARK: C libraries
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZstd", providers: [.apt(["libzstd-dev"]), .brew(["zstd"])]),
    .systemLibrary(name: "CSVM", providers: [.apt(["libsvm-dev"]), .brew(["libsvm"])]),
    .systemLibrary(
      name: "CDivsufsort", providers: [.apt(["libdivsufsort-dev"]), .brew(["libdivsufsort"])]),
    .target(
      name: "CLinearAlgebra",
      linkerSettings: [
        .linkedLibrary("openblas", .when(platforms: [.linux])),
        .linkedFramework("Accelerate", .when(platforms: [.macOS])),
      ]
    ),

    // MARK: Numbers, models, oracles
    .target(name: "LinearAlgebra", dependencies: ["CLinearAlgebra"], swiftSettings: settings),
    .target(
      name: "Estimators",
      dependencies: ["LinearAlgebra", "CZlib", "CSVM"],
      resources: [.copy("Resources/DataSets")],
      swiftSettings: settings
    ),
    .target(
      name: "ModelFormats", dependencies: ["Estimators"], swiftSettings: settings),
    .target(
      name: "PredictionServices", dependencies: ["Oracles", "Estimators"], swiftSettings: settings),
    .target(
      name: "Oracles",
      dependencies: ["Estimators", "LinearAlgebra"],
      swiftSettings: settings
    ),

    .target(
      name: "LanguageModels",
      dependencies: [
        "LinearAlgebra", "CLinearAlgebra",
        .product(name: "HeapModule", package: "swift-collections"),
      ],
      swiftSettings: settings
    ),

    // MARK: Attacks and reports
    .target(
      name: "ModelExtraction",
      dependencies: ["Oracles", "Estimators", "LinearAlgebra"],
      swiftSettings: settings
    ),
    .target(
      name: "Memorization",
      dependencies: ["LanguageModels", "LinearAlgebra", "CDivsufsort", "CZlib", "CZstd"],
      swiftSettings: settings
    ),
    .target(
      name: "Runs",
      dependencies: [.product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: settings
    ),
    .target(name: "Reports", swiftSettings: settings),
    .target(
      name: "RemoteOracles",
      dependencies: [
        "PredictionServices", "Oracles", "Estimators", "LinearAlgebra",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      swiftSettings: settings
    ),
    .target(
      name: "Server",
      dependencies: [
        "PredictionServices", "Oracles", "Estimators", "LinearAlgebra",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
      ],
      swiftSettings: settings
    ),

    // MARK: Experiments and the command line
    .target(
      name: "Experiments",
      dependencies: [
        "ModelExtraction", "Memorization", "LanguageModels", "Oracles", "ModelFormats",
        "PredictionServices", "RemoteOracles", "Server", "Estimators", "LinearAlgebra", "Reports",
        "Runs", .product(name: "Yams", package: "Yams"),
      ],
      resources: [.copy("Resources/Lab")],
      swiftSettings: settings
    ),
    .executableTarget(
      name: "skua",
      dependencies: [
        "Experiments", "ModelFormats", "Estimators", "Oracles", "ModelExtraction",
        "Memorization", "LanguageModels", "Reports", "Runs", "LinearAlgebra",
        "PredictionServices", "RemoteOracles", "Server",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings
    ),

    // MARK: Tests
    .testTarget(
      name: "LinearAlgebraTests",
      dependencies: ["LinearAlgebra"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "EstimatorsTests",
      dependencies: ["Estimators", "LinearAlgebra"],
      resources: [.copy("Fixtures")],
      swiftSettings: settings
    ),
    .testTarget(
      name: "PredictionServicesTests",
      dependencies: ["PredictionServices", "Oracles", "Estimators", "LinearAlgebra"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "RemoteOraclesTests",
      dependencies: ["RemoteOracles", "PredictionServices", "Oracles", "LinearAlgebra"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "ServerTests",
      dependencies: [
        "Server", "RemoteOracles", "PredictionServices", "Oracles", "Estimators", "LinearAlgebra",
      ],
      swiftSettings: settings
    ),
    .testTarget(
      name: "ModelFormatsTests",
      dependencies: ["ModelFormats", "Estimators", "LinearAlgebra"],
      resources: [.copy("Fixtures")],
      swiftSettings: settings
    ),
    .testTarget(
      name: "OraclesTests",
      dependencies: ["Oracles", "Estimators", "LinearAlgebra"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "LanguageModelsTests",
      dependencies: ["LanguageModels", "LinearAlgebra", "CLinearAlgebra"],
      resources: [.copy("Fixtures")],
      swiftSettings: settings
    ),
    .testTarget(
      name: "ModelExtractionTests",
      dependencies: ["ModelExtraction", "Oracles", "Estimators", "LinearAlgebra"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "MemorizationTests",
      dependencies: ["Memorization", "LanguageModels", "LinearAlgebra"],
      resources: [.copy("Fixtures")],
      swiftSettings: settings
    ),
    .testTarget(
      name: "RunsTests",
      dependencies: ["Runs", .product(name: "GRDB", package: "GRDB.swift")],
      resources: [.copy("Fixtures")],
      swiftSettings: settings
    ),
    .testTarget(
      name: "ReportsTests",
      dependencies: ["Reports"],
      resources: [.copy("Snapshots")],
      swiftSettings: settings
    ),
    .testTarget(
      name: "ExperimentsTests",
      dependencies: [
        "Experiments", "ModelExtraction", "Memorization", "LanguageModels", "Oracles",
        "ModelFormats", "PredictionServices", "RemoteOracles", "Server", "Estimators",
        "LinearAlgebra", "Reports", "Runs",
      ],
      swiftSettings: settings
    ),
    .testTarget(name: "skuaTests", dependencies: ["skua"], swiftSettings: settings),
  ]
)
