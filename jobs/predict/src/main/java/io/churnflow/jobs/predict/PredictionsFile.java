package io.churnflow.jobs.predict;

import io.churnflow.contracts.pipeline.Contract;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/// `predictions.csv`: UTF-8, commas, quotation marks where a text needs them, a line feed after
/// each row.
///
/// `churn_probability` has as many digits as it takes to read the very same double back; `churn` is
/// the contract's text for a customer who leaves or stays.
final class PredictionsFile {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();

  private PredictionsFile() {}

  static void write(Path file, Contract contract, Scores scores, int version) throws IOException {
    try (BufferedWriter writer =
            Files.newBufferedWriter(
                file,
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE);
        CSVPrinter csv = new CSVPrinter(writer, FORMAT)) {
      csv.printRecord(contract.id(), "churn_probability", "churn", "model_version");
      String positive = contract.target().positive();
      String negative = contract.target().negative();
      for (int row = 0; row < scores.probabilities().length; row++) {
        csv.print(scores.ids()[row]);
        csv.print(Double.toString(scores.probabilities()[row]));
        csv.print(scores.isPositive(row) ? positive : negative);
        csv.print(version);
        csv.println();
      }
    }
  }
}
