// swift-tools-version: 6.2

import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "skua-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "skua", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  ],
  targets: [
    .executableTarget(
      name: "extraction-bench",
      dependencies: [
        .product(name: "Experiments", package: "skua"),
        .product(name: "ModelExtraction", package: "skua"),
        .product(name: "LinearAlgebra", package: "skua"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings
    ),
    .executableTarget(
      name: "service-bench",
      dependencies: [
        .product(name: "Experiments", package: "skua"),
        .product(name: "Services", package: "skua"),
        .product(name: "ModelExtraction", package: "skua"),
        .product(name: "LinearAlgebra", package: "skua"),
      ],
      swiftSettings: settings
    ),
    .executableTarget(
      name: "language-model-bench",
      dependencies: [
        .product(name: "LanguageModels", package: "skua"),
        .product(name: "LinearAlgebra", package: "skua"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings
    ),
  ]
)
