import AssayCInterface

// C's names are those of the header.
// swift-format-ignore: AlwaysUseLowerCamelCase
/// The version of the interface that the library was built with.
@c @implementation
public func assay_interface_version() -> Int32 { ASSAY_INTERFACE_VERSION }
