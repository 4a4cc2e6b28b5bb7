package io.churnflow.jobs.predict;

import io.churnflow.contracts.pipeline.Target;
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

/// The lines of `predictions.csv`: UTF-8, commas, quotation marks where a text needs them, a line
/// feed after each row.
///
/// `churn_probability` has as many digits as it takes to read the very same double back; `churn` is
/// the contract's text for a customer who leaves or stays. `arm` is there where customers are split
/// between versions. `reason_1` and on are what raises the customer's risk most, in words; those
/// that a row has not are empty.
final class PredictionsFile implements AutoCloseable {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();

  private final FileChannel channel;
  private final List<Endings> endings;

  private PredictionsFile(FileChannel channel, List<Endings> endings) {
    this.channel = channel;
    this.endings = endings;
  }

  /// What follows the probability in an arm's rows, up to the reasons.
  @SuppressWarnings("ArrayRecordComponent") // handed over, not copied
  private record Endings(byte[] ifPositive, byte[] ifNegative) {}

  /// The header line.
  ///
  /// @param id the id column's name
  /// @param named whether rows say which arm they are of
  /// @param reasons how many columns for reasons there are
  static byte[] header(String id, boolean named, int reasons) {
    List<String> names =
        new ArrayList<>(List.of(id, "churn_probability", "churn", "model_version"));
    if (named) {
      names.add("arm");
    }
    IntStream.rangeClosed(1, reasons).forEach(place -> names.add("reason_" + place));
    return (FORMAT.format(names.toArray()) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /// Begins a new file of rows, without the header line.
  ///
  /// @param arms that rows are of
  /// @param named whether rows say which
  static PredictionsFile create(Path file, Target target, List<Arm> arms, boolean named)
      throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    return new PredictionsFile(
        channel, arms.stream().map(arm -> endings(target, arm, named)).toList());
  }

  private static Endings endings(Target target, Arm arm, boolean named) {
    return new Endings(
        ending(target.positive(), arm, named), ending(target.negative(), arm, named));
  }

  private static byte[] ending(String churn, Arm arm, boolean named) {
    int version = arm.version().version();
    String row =
        named ? FORMAT.format("", churn, version, arm.name()) : FORMAT.format("", churn, version);
    return row.substring(row.indexOf(',')).getBytes(StandardCharsets.UTF_8);
  }

  /// Rows as they stand in the file.
  ///
  /// @param bytes UTF-8
  /// @param length how many of the bytes, the first ones
  @SuppressWarnings("ArrayRecordComponent") // handed over, not copied
  record Lines(byte[] bytes, int length) {}

  /// Prints rows; several threads may do so at once.
  Lines print(DealtScores dealt) {
    int reasons = dealt.scores().getFirst().reasons().count();
    CsvBytes out = new CsvBytes((64 + 32 * reasons) * dealt.size());
    for (int row = 0; row < dealt.size(); row++) {
      Scores scores = dealt.of(row);
      Endings ending = endings.get(dealt.arm()[row]);
      int own = dealt.place()[row];
      out.firstCell(dealt.ids(), row);
      out.comma();
      out.number(scores.probabilities()[own]);
      out.raw(scores.isPositive(own) ? ending.ifPositive() : ending.ifNegative());
      for (int place = 0; place < reasons; place++) {
        out.comma();
        out.cell(scores.reasons().cell(own, place));
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
