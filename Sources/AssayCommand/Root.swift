import ArgumentParser
import Assay

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The command `assay`: its subcommands, and how every run ends.
@main
struct Root: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assay",
    abstract: "Train a neural network, then know exactly how good it is.",
    discussion: """
      Start with the demo. It trains on two noisy circles in a blink, says how good \
      the network is, and draws it:

        assay demo

      Results go to standard output; progress and warnings to standard error.
      Colour: --color, NO_COLOR, CLICOLOR_FORCE and TERM=dumb are honoured.

      Exit codes:
        0    all is well
        2    bad data, or a bad model
        64   wrong usage
        70   a fault of assay
        74   a file could not be read or written
        130  stopped by control-C
      """,
    version: "0.1.0",
    subcommands: [Demo.self, Train.self, Predict.self, Evaluate.self, Data.self])

  /// Runs the command that the arguments name, and exits with its code.
  static func main() {
    Terminal.noteDebugBuild()
    // A limit of file sizes is an error of writing like a full disk, not the end of the process.
    _ = signal(SIGXFSZ, SIG_IGN)
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let error as Failure {
      error.exit()
    } catch  where isParsers(error) {
      exit(withError: error)
    } catch {
      Failure(error).exit()
    }
  }

  /// Whether an error came from the parsing of arguments, help and version included.
  private static func isParsers(_ error: any Error) -> Bool {
    if error is ValidationError || error is CleanExit || error is ExitCode { return true }
    let code = exitCode(for: error)
    return code == .validationFailure || (code == .success)
  }
}

/// Options that every subcommand has.
struct CommonOptions: ParsableArguments {
  @Flag(help: "Print the results as JSON.")
  var json = false

  @Option(help: ArgumentHelp("Colour and bold type.", valueName: "when"))
  var color = Terminal.Color.auto
}
