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
    .library(name: "ModelFormats", targets: ["ModelFormats", "Estimators"]),
    .library(name: "LinearAlgebra", targets: ["LinearAlgebra"]),
    .library(name: "Experiments", targets: ["Experiments", "Reports"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    // MARK: C libraries
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZstd", providers: [.apt(["libzstd-dev"]), .brew(["zstd"])]),
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
      dependencies: ["LinearAlgebra", "CZlib"],
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

    // MARK: Experiments and the command line
    .target(
      name: "Experiments",
      dependencies: [
        "ModelExtraction", "Memorization", "LanguageModels", "Oracles", "ModelFormats",
        "Estimators", "LinearAlgebra", "Reports", "Runs",
      ],
      resources: [.copy("Resources/Lab")],
      swiftSettings: settings
    ),
    .executableTarget(
      name: "skua",
      dependencies: [
        "Experiments", "ModelFormats", "Estimators", "Oracles", "ModelExtraction",
        "Memorization", "LanguageModels", "Reports", "Runs", "LinearAlgebra",
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
        "ModelFormats", "Estimators", "LinearAlgebra", "Reports", "Runs",
      ],
      swiftSettings: settings
    ),
    .testTarget(name: "skuaTests", dependencies: ["skua"], swiftSettings: settings),
  ]
)
