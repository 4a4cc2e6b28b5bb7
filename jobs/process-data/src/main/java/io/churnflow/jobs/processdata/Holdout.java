package io.churnflow.jobs.processdata;

import io.churnflow.contracts.pipeline.Split;
import io.churnflow.runtime.Digests;
import io.churnflow.runtime.Utf8Texts;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.stream.IntStream;

/// Which rows are held out: those whose hash, of the id or of the group, modulo 100, is below the
/// percentage; or those of the latest time.
///
/// The hash is the first 8 bytes (big-endian, unsigned) of SHA-256 over `holdout`, a zero byte, the
/// salt, a zero byte and the id or group, in UTF-8. It depends on nothing else, so that a row keeps
/// its side in every later training.
///
/// @param inside held-out rows (from 0), ascending
/// @param outside the others, ascending
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied
record Holdout(int[] inside, int[] outside) {

  private static final byte[] MISSING = "null".getBytes(StandardCharsets.UTF_8);

  /// @param ids or groups of consecutive rows
  static Holdout of(Split split, Utf8Texts ids) {
    boolean[] held = new boolean[ids.size()];
    MessageDigest digest = Digests.digest();
    byte[] prefix = ("holdout\0" + split.salt() + "\0").getBytes(StandardCharsets.UTF_8);
    for (int row = 0; row < held.length; row++) {
      digest.update(prefix);
      if (ids.missing().get(row)) {
        digest.update(MISSING);
      } else {
        digest.update(ids.bytes(), ids.start(row), ids.end(row) - ids.start(row));
      }
      long hash = ByteBuffer.wrap(digest.digest()).getLong();
      held[row] = Long.remainderUnsigned(hash, 100) < split.holdoutPercent();
    }
    return of(held);
  }

  /// Rows of a time or later are held out.
  static Holdout since(double from, double[] times) {
    boolean[] held = new boolean[times.length];
    for (int row = 0; row < held.length; row++) {
      held[row] = times[row] >= from;
    }
    return of(held);
  }

  private static Holdout of(boolean[] held) {
    return new Holdout(
        IntStream.range(0, held.length).filter(row -> held[row]).toArray(),
        IntStream.range(0, held.length).filter(row -> !held[row]).toArray());
  }
}
