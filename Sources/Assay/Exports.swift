@_exported public import AssayCore
@_exported public import AssayDatasets
@_exported public import AssayEvaluation
@_exported public import AssayNetworks
@_exported public import AssayPlots
@_exported public import AssayTensors
