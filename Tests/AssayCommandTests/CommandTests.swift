import Foundation
import TestSupport
import Testing

@Suite("Command") struct CommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder.path + "/" + name))
  }

  private func text(of name: String) throws -> String {
    try String(contentsOfFile: folder.path + "/" + name, encoding: .utf8)
  }

  @Test func `the demo says what it always says`() throws {
    let run = try CommandRun("demo", in: folder.path)
    #expect(run.output == ExpectedOutput.demo)
    #expect(run.errors == "" && run.code == 0)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/circles")
    #expect(
      files.sorted() == [
        ".assay-files", "confusion-matrix.svg", "decision-regions.svg", "history.csv",
        "learning-curves.svg", "model.safetensors", "precision-recall.svg", "predictions.csv",
        "roc.svg", "scatter.svg",
      ])
    let history = try text(of: "circles/history.csv").split(separator: "\n")
    #expect(history.count == 301)
    #expect(history[0] == "epoch,loss,accuracy,val_loss,val_accuracy")
  }

  @Test func `a second demo replaces the first, to the bit`() throws {
    #expect(try CommandRun("demo", in: folder.path).code == 0)
    let first = try Data(
      contentsOf: URL(fileURLWithPath: folder.path + "/circles/model.safetensors"))
    #expect(try CommandRun("demo", "--json", in: folder.path).code == 0)
    let second = try Data(
      contentsOf: URL(fileURLWithPath: folder.path + "/circles/model.safetensors"))
    #expect(first == second)
  }

  @Test func `the demo's predictions give the demo's numbers again`() throws {
    let demo =
      try JSONSerialization.jsonObject(
        with: Data(CommandRun("demo", "--json", in: folder.path).output.utf8)) as? [String: Any]
    let again =
      try JSONSerialization.jsonObject(
        with: Data(
          CommandRun("evaluate", "circles/predictions.csv", "--json", in: folder.path).output.utf8))
      as? [String: Any]
    let metrics = try #require(demo?["metrics"] as? NSDictionary)
    #expect(metrics == again?["metrics"] as? NSDictionary)
    #expect(metrics.count == 13)
    #expect(demo?["schema_version"] as? Int == 1)
  }

  @Test func `judges a small table`() throws {
    try write("y,p\n0,0.1\n0,0.4\n0,0.6\n1,0.3\n1,0.7\n1,0.8\n1,0.9\n0,0.2\n", to: "p.csv")
    let run = try CommandRun("evaluate", "p.csv", in: folder.path)
    #expect(run.output == ExpectedOutput.evaluate)
    #expect(run.errors == "" && run.code == 0)
  }

  @Test func `labels alone, and other column names, are judged too`() throws {
    try write("actual,pred\ncat,dog\ndog,dog\ncat,cat\nbird,cat\n", to: "p.csv")
    let run = try CommandRun("evaluate", "p.csv", "--json", in: folder.path)
    #expect(run.output.contains(#""prediction": "pred""#))
    #expect(run.output.contains(#""labels": ["bird", "cat", "dog"]"#))
    #expect(run.output.contains("[0, 1, 0],\n      [0, 1, 1],\n      [0, 0, 1]"))
  }

  @Test func `says what looks wrong about the columns`() throws {
    let rows = (0..<40).map { ($0 * 7 % 40, $0 * 7 % 40 < 20 ? 1 : 0) }
    try write(
      "y,p\n" + rows.map { "\($0.1),\(Double($0.0) / 4 - 4)\n" }.joined(), to: "p.csv")
    let run = try CommandRun("evaluate", "p.csv", in: folder.path)
    #expect(run.code == 0 && run.errors == "")
    let section = try #require(run.output.components(separatedBy: "What looks wrong\n").last)
    #expect(
      section == """
          - scores reach from -4 to 5.75, so they are no probabilities: if they are
          logits, apply a sigmoid or softmax first; a threshold of 0.5, log loss and
          Brier score mean nothing for them
          - ROC AUC is 0.000, below one half beyond chance (at most 0.168): the scores
          go with the other class; name that one as positive, or give 1 − score

        """)
    let json = try CommandRun("evaluate", "p.csv", "--json", in: folder.path)
    #expect(json.output.contains(#""name": "not_probabilities""#))
    #expect(json.output.contains(#""name": "inverted_scores""#))
    try write("y,p\n" + rows.map { "\(Double($0.0) / 40),\($0.1)\n" }.joined(), to: "p.csv")
    let swapped = try CommandRun("evaluate", "p.csv", in: folder.path)
    #expect(swapped.code == 2 && swapped.output == "")
    #expect(
      swapped.errors == "assay: p.csv: the labels are numbers with fractions (40 different ones) "
        + "and the scores have only 2: they look swapped; give the truth first: --truth p "
        + "--score y\n")
  }

  @Test func `trains, predicts and judges in a row`() throws {
    var text = "size,colour,kind\n"
    for row in 0..<120 {
      text += "\(row % 40),\(row % 40 < 20 ? "red" : "blue"),\(row % 40 < 20 ? "small" : "large")\n"
    }
    try write(text, to: "things.csv")
    let train = try CommandRun(
      "train", "things.csv", "--label", "kind", "--epochs", "40", in: folder.path)
    #expect(train.code == 0 && train.errors == "")
    let predict = try CommandRun(
      "predict", "things-model", "things.csv", "-o", "answers.csv", in: folder.path)
    #expect(predict.code == 0 && predict.output == "")
    let answers = try self.text(of: "answers.csv").split(separator: "\n")
    #expect(answers.count == 121 && answers[0] == "row,truth,score,prediction")
    let evaluate = try CommandRun(
      ["evaluate", "-", "--json"], in: folder.path, input: try self.text(of: "answers.csv"))
    #expect(evaluate.code == 0 && evaluate.errors == "")
    #expect(evaluate.output.contains(#""positive_class": "small""#))
    try write("size,colour\n3,green\n", to: "new.csv")
    let unseen = try CommandRun("predict", "things-model", "new.csv", in: folder.path)
    #expect(unseen.code == 0)
    #expect(
      unseen.errors == "assay: warning: new.csv, column colour: 1 of 1 rows have a text that was "
        + "not there in training; it counts as none\n")
  }

  @Test func `folds, early stopping and calibration are told`() throws {
    let rows = (0..<240).map { row in
      "\(row % 40),\(row % 7),\(row % 40 + row % 5 < 22 ? "small" : "large")\n"
    }
    try write("size,noise,kind\n" + rows.joined(), to: "things.csv")
    let options = [
      "train", "-", "--label", "kind", "--epochs", "60", "--learning-rate", "0.01", "--alpha",
      "0.01", "--activation", "tanh", "--early-stopping", "5", "--class-weight", "balanced",
      "--folds", "3", "--calibrate", "platt", "--validation", "0.25", "-o", "m",
    ]
    let input = try text(of: "things.csv")
    let run = try CommandRun(options + ["--json"], in: folder.path, input: input)
    #expect(run.code == 0 && run.errors == "")
    let told = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(told["train_rows"] as? Int == 144 && told["validation_rows"] as? Int == 48)
    #expect(told["test_rows"] as? Int == 48 && told["judged_on"] as? String == "test")
    let settings = try #require(told["settings"] as? [String: Any])
    #expect(settings["alpha"] as? Double == 0.01 && settings["activation"] as? String == "tanh")
    #expect(settings["early_stopping"] as? Int == 5)
    #expect(settings["calibrate"] as? String == "platt")
    #expect(told["calibration"] is [String: Any])
    let folds = try #require(told["cross_validation"] as? [String: Any])
    #expect(folds["folds"] as? Int == 3 && folds["rows"] as? [Int] == [80, 80, 80])
    let metrics = try #require(folds["metrics"] as? [String: [String: Any]])
    #expect((metrics["accuracy"]?["folds"] as? [Double])?.count == 3)
    #expect(metrics["accuracy"]?["high"] is Double)
    let outOfFold = try text(of: "m/out-of-fold.csv").split(separator: "\n")
    #expect(outOfFold.count == 241 && outOfFold[0] == "row,truth,score,prediction")
    // The file's probabilities are the calibrated ones.
    let page = try CommandRun(options, in: folder.path, input: input)
    #expect(page.code == 0)
    for heading in [
      "What calibration (platt) changed on the rows kept aside",
      "How good the settings are: 3 folds, every row judged once",
      "every class counted the same", "48 rows are few to calibrate by",
      "144 rows to learn from, 48 to stop by and calibrate by, 48 kept aside to judge by",
    ] {
      #expect(page.output.contains(heading))
    }
    let predict = try CommandRun("predict", "m", "things.csv", in: folder.path)
    let tested = try text(of: "m/predictions.csv").split(separator: "\n").dropFirst()
    let answers = predict.output.split(separator: "\n")
    #expect(tested.count == 48 && tested.allSatisfy { answers.contains($0) })
  }

  @Test func `says what the learning curves mean, and what to do`() throws {
    let rows = (0..<200).map { "\($0 % 10),\($0 % 20 < 10 ? "a" : "b")\n" }
    try write("x,kind\n" + rows.joined(), to: "luck.csv")
    let options = [
      "train", "luck.csv", "--label", "kind", "--epochs", "10", "--learning-rate", "1e-9",
    ]
    let page = try CommandRun(options, in: folder.path)
    #expect(page.code == 0)
    #expect(page.output.contains("nothing was learnt from the inputs. Check that labels"))
    let run = try CommandRun(options + ["--json"], in: folder.path)
    let told = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let diagnosis = try #require(told["diagnosis"] as? [[String: Any]])
    let remedy = try #require(diagnosis.first?["remedy"] as? String)
    #expect(remedy.hasPrefix("Check that labels belong to their rows"))
    #expect((diagnosis.first?["sentence"] as? String)?.hasSuffix("from the inputs.") == true)
  }

  @Test func `points go to CSV, NPY and JSON`() throws {
    let run = try CommandRun("data", "circles", "--count", "4", in: folder.path)
    #expect(run.output.hasPrefix("x0,x1,label\n") && run.output.split(separator: "\n").count == 5)
    #expect(
      try CommandRun("data", "blobs", "-o", "b.npy", "--count", "3", in: folder.path).code == 0)
    let size = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/b.npy")).count
    #expect(size == 128 + 3 * 3 * 8)
    #expect(
      try CommandRun("data", "moons", "-o", "b.xls", in: folder.path).code == 64)
  }

  @Test func `help says what the command is for`() throws {
    #expect(try CommandRun("--help", in: folder.path).output == ExpectedOutput.help)
    for name in ["demo", "train", "predict", "evaluate", "data"] {
      let run = try CommandRun(name, "--help", in: folder.path)
      #expect(run.code == 0 && run.output.hasPrefix("OVERVIEW: "))
    }
  }
}
