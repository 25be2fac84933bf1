// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// A library target, in the folder of its name.
func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// The tests of one target, in the folder of its name and `Tests`.
func tests(of name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.byName(name: name), "TestSupport"] + dependencies,
    swiftSettings: settings)
}

let package = Package(
  name: "assay",
  platforms: [.macOS(.v15), .iOS(.v18)],
  products: [
    .library(name: "Assay", targets: ["Assay"]),
    .library(name: "AssayCore", targets: ["AssayCore"]),
    .library(name: "AssayTensors", targets: ["AssayTensors"]),
    .library(name: "AssayDatasets", targets: ["AssayDatasets"]),
    .library(name: "AssayNetworks", targets: ["AssayNetworks"]),
    .library(name: "AssayEvaluation", targets: ["AssayEvaluation"]),
    .library(name: "AssayPlots", targets: ["AssayPlots"]),
    .library(name: "AssayC", type: .dynamic, targets: ["AssayC"]),
    .executable(name: "assay", targets: ["AssayCommand"]),
  ],
  traits: [
    .trait(
      name: "Gzip", description: "Read files packed by gzip, and deflated archives; needs zlib.")
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .target(name: "AssayKernels"),
    library("AssayCore", ["AssayKernels"]),
    library("AssayTensors", ["AssayCore", "AssayKernels"]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    library(
      "AssayDatasets",
      [
        "AssayTensors", "AssayCore", .target(name: "CZlib", condition: .when(traits: ["Gzip"])),
      ]),
    library("AssayEvaluation", ["AssayCore"]),
    library(
      "AssayNetworks",
      ["AssayDatasets", "AssayEvaluation", "AssayTensors", "AssayCore", "AssayKernels"]),
    library("AssayPlots"),
    .target(name: "AssayCInterface"),
    library("AssayC", ["AssayCInterface", "AssayEvaluation", "AssayCore"]),
    library(
      "Assay",
      [
        "AssayCore", "AssayTensors", "AssayDatasets", "AssayNetworks", "AssayEvaluation",
        "AssayPlots",
      ]),
    .executableTarget(
      name: "AssayCommand",
      dependencies: [
        "Assay", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    .target(
      name: "TestSupport", dependencies: ["AssayCore", "AssayTensors"], path: "Tests/TestSupport",
      swiftSettings: settings),
    tests(of: "AssayCore", ["AssayKernels"]),
    tests(of: "AssayTensors", ["AssayKernels"]),
    tests(of: "AssayDatasets"),
    tests(of: "AssayEvaluation"),
    tests(of: "AssayNetworks"),
    tests(of: "AssayPlots"),
    tests(of: "AssayC", ["AssayCInterface", "AssayEvaluation"]),
    tests(of: "Assay"),
    tests(of: "AssayCommand"),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c11
)
