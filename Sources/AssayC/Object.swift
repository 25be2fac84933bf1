/// A Swift value that C holds by an opaque pointer.
final class Object<Value> {
  var value: Value

  init(_ value: Value) { self.value = value }

  /// The pointer that C holds; it keeps the object alive until `free`.
  static func pointer(to value: Value) -> OpaquePointer {
    OpaquePointer(Unmanaged.passRetained(Object(value)).toOpaque())
  }

  /// The object behind C's pointer.
  static func at(_ pointer: OpaquePointer?, _ name: String) throws -> Object {
    let pointer = try Memory.required(pointer, name)
    return Unmanaged<Object>.fromOpaque(UnsafeRawPointer(pointer)).takeUnretainedValue()
  }

  /// Lets go of the object behind C's pointer.
  static func free(_ pointer: OpaquePointer?) {
    guard let pointer else { return }
    Unmanaged<Object>.fromOpaque(UnsafeRawPointer(pointer)).release()
  }
}
