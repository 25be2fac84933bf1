/// Collects the parts written one below the other, with `if`, `switch`, `for` and availability.
@resultBuilder
public enum PartsBuilder<Part> {
  /// One part.
  public static func buildExpression(_ part: Part) -> [Part] { [part] }

  /// Several parts.
  public static func buildExpression(_ parts: [Part]) -> [Part] { parts }

  /// What follows one another.
  public static func buildBlock(_ parts: [Part]...) -> [Part] { parts.flatMap { $0 } }

  /// An `if` without `else`.
  public static func buildOptional(_ part: [Part]?) -> [Part] { part ?? [] }

  /// The first branch of an `if`.
  public static func buildEither(first part: [Part]) -> [Part] { part }

  /// Another branch of an `if`.
  public static func buildEither(second part: [Part]) -> [Part] { part }

  /// A `for` loop.
  public static func buildArray(_ parts: [[Part]]) -> [Part] { parts.flatMap { $0 } }

  /// An `if #available`.
  public static func buildLimitedAvailability(_ part: [Part]) -> [Part] { part }
}

/// Collects the layers of a network.
public typealias LayerBuilder = PartsBuilder<any Layer>

/// Collects the branches of a layer.
public typealias BranchBuilder = PartsBuilder<Branch>
