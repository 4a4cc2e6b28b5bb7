package io.churnflow.learning;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;

/// Which ids a model was trained on, without the ids: the first 8 bytes of SHA-256(salt, a zero
/// byte, id), sorted.
///
/// Two of a million ids share a digest with a probability of 3 in 10^8; such an id counts as
/// trained on.
///
/// @param salt the pipeline's salt
/// @param digests ascending
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: see Column
public record IdDigests(String salt, long[] digests) {

  /// Digests of these ids.
  public static IdDigests of(String salt, Collection<String> ids) {
    return new IdDigests(
        salt, ids.stream().mapToLong(id -> digest(salt, id)).sorted().distinct().toArray());
  }

  /// Whether an id is among them.
  public boolean contains(String id) {
    return Arrays.binarySearch(digests, digest(salt, id)) >= 0;
  }

  /// As a file: 8 bytes a digest, big-endian, ascending. The salt is not in it.
  public byte[] toBytes() {
    ByteBuffer buffer = ByteBuffer.allocate(digests.length * Long.BYTES);
    buffer.asLongBuffer().put(digests);
    return buffer.array();
  }

  /// Reads what [#toBytes] wrote.
  ///
  /// @throws IllegalArgumentException where the length is no multiple of 8 or the digests do not
  ///   ascend
  public static IdDigests fromBytes(String salt, byte[] bytes) {
    if (bytes.length % Long.BYTES != 0) {
      throw new IllegalArgumentException(
          "id digests: expected a multiple of 8 bytes, found " + bytes.length);
    }
    long[] digests = new long[bytes.length / Long.BYTES];
    ByteBuffer.wrap(bytes).asLongBuffer().get(digests);
    for (int i = 1; i < digests.length; i++) {
      if (digests[i - 1] >= digests[i]) {
        throw new IllegalArgumentException(
            "id digests: expected ascending numbers, found number %d out of order"
                .formatted(i + 1));
      }
    }
    return new IdDigests(salt, digests);
  }

  /// The digest of one text: the first 8 bytes of SHA-256(salt, a zero byte, text).
  public static long digest(String salt, String id) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(salt.getBytes(StandardCharsets.UTF_8));
      sha256.update((byte) 0);
      return ByteBuffer.wrap(sha256.digest(id.getBytes(StandardCharsets.UTF_8))).getLong();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
