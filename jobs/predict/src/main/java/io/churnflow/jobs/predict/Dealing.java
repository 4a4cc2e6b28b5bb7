package io.churnflow.jobs.predict;

import io.churnflow.contracts.SplitMix64;
import io.churnflow.contracts.pipeline.Challengers;
import io.churnflow.contracts.pipeline.Challengers.Mode;
import io.churnflow.runtime.Digests;
import io.churnflow.runtime.Utf8Texts;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Which arm decides for a customer.
///
/// In a split it is dealt by the SHA-256 of salt, line feed and id: its first 53 bits are a share
/// in [0, 1), which falls into one of the weights as the pipeline file lists them. So a customer
/// keeps the arm from batch to batch, whatever else is in them, and a changed weight moves only the
/// customers between the old border and the new.
final class Dealing {
  private final byte[] salt;
  private final double[] borders;
  private final int[] places;

  private Dealing(byte[] salt, double[] borders, int[] places) {
    this.salt = salt;
    this.borders = borders;
    this.places = places;
  }

  /// @param asked by the pipeline file; null for production alone
  /// @param found the arms that score; customers of one that is not among them are production's
  static Dealing of(@Nullable Challengers asked, List<Arm> found) {
    if (asked == null || asked.mode() == Mode.SHADOW) {
      return new Dealing(new byte[0], new double[0], new int[] {0});
    }
    List<Challengers.Arm> arms = asked.arms();
    double[] weights = arms.stream().mapToDouble(Dealing::weight).toArray();
    double whole = IntStream.range(0, weights.length).mapToDouble(arm -> weights[arm]).sum();
    double[] borders = new double[weights.length - 1];
    double sum = 0;
    for (int arm = 0; arm < borders.length; arm++) {
      sum += weights[arm];
      borders[arm] = sum / whole;
    }
    List<String> names = found.stream().map(Arm::name).toList();
    int[] places = arms.stream().mapToInt(arm -> Math.max(0, names.indexOf(arm.alias()))).toArray();
    byte[] salt = (asked.salt() + "\n").getBytes(StandardCharsets.UTF_8);
    return new Dealing(salt, borders, places);
  }

  private static double weight(Challengers.Arm arm) {
    Integer weight = arm.weight();
    if (weight == null) {
      throw new IllegalStateException("the arm of a split has a weight");
    }
    return weight;
  }

  /// Whether all customers are production's.
  boolean isTrivial() {
    return borders.length == 0;
  }

  /// Each row's arm, by its place among those that score.
  int[] arms(Utf8Texts ids) {
    int[] arms = new int[ids.size()];
    if (isTrivial()) {
      return arms;
    }
    MessageDigest digest = Digests.digest();
    for (int row = 0; row < arms.length; row++) {
      digest.update(salt);
      digest.update(ids.bytes(), ids.start(row), ids.end(row) - ids.start(row));
      arms[row] = places[arm(share(digest.digest()))];
    }
    return arms;
  }

  private static double share(byte[] hash) {
    return SplitMix64.unit(ByteBuffer.wrap(hash).getLong());
  }

  private int arm(double share) {
    int arm = 0;
    while (arm < borders.length && share >= borders[arm]) {
      arm++;
    }
    return arm;
  }
}
