package io.churnflow.jobs.predict;

import io.churnflow.contracts.pipeline.Contract;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;

/// `predictions.csv`: UTF-8, commas, quotation marks where a text needs them, a line feed after
/// each row.
///
/// `churn_probability` has as many digits as it takes to read the very same double back; `churn` is
/// the contract's text for a customer who leaves or stays. `reason_1` and on are what raises the
/// customer's risk most, in words; those that a row has not are empty.
final class PredictionsFile implements AutoCloseable {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();

  private final FileChannel channel;
  private final byte[] ifPositive;
  private final byte[] ifNegative;

  private PredictionsFile(FileChannel channel, Contract contract, int version) {
    this.channel = channel;
    this.ifPositive = ending(contract.target().positive(), version);
    this.ifNegative = ending(contract.target().negative(), version);
  }

  /// Begins a new file.
  ///
  /// @param reasons how many columns for reasons there are
  static PredictionsFile create(Path file, Contract contract, int version, int reasons)
      throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    PredictionsFile begun = new PredictionsFile(channel, contract, version);
    List<String> names =
        new ArrayList<>(List.of(contract.id(), "churn_probability", "churn", "model_version"));
    IntStream.rangeClosed(1, reasons).forEach(place -> names.add("reason_" + place));
    String header = FORMAT.format(names.toArray());
    byte[] bytes = (header + "\n").getBytes(StandardCharsets.UTF_8);
    begun.append(new Lines(bytes, bytes.length));
    return begun;
  }

  /// What follows the probability in a row, up to the reasons.
  private static byte[] ending(String churn, int version) {
    String row = FORMAT.format("", churn, version);
    return row.substring(row.indexOf(',')).getBytes(StandardCharsets.UTF_8);
  }

  /// Rows as they stand in the file.
  ///
  /// @param bytes UTF-8
  /// @param length how many of the bytes, the first ones
  @SuppressWarnings("ArrayRecordComponent") // handed over, not copied
  record Lines(byte[] bytes, int length) {}

  /// Prints rows; several threads may do so at once.
  Lines print(Scores scores) {
    double[] probabilities = scores.probabilities();
    CsvBytes out = new CsvBytes((64 + 32 * scores.reasons().count()) * probabilities.length);
    for (int row = 0; row < probabilities.length; row++) {
      out.firstCell(scores.ids(), row);
      out.comma();
      out.number(probabilities[row]);
      out.raw(scores.isPositive(row) ? ifPositive : ifNegative);
      for (int place = 0; place < scores.reasons().count(); place++) {
        out.comma();
        out.cell(scores.reasons().cell(row, place));
      }
      out.lineFeed();
    }
    return out.lines();
  }

  /// Adds printed rows to the file.
  void append(Lines lines) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(lines.bytes(), 0, lines.length());
    while (rest.hasRemaining()) {
      channel.write(rest);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
