package io.churnflow.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IdDigestsTest {

  @Test
  void startsTheSha256OfSaltZeroAndId() {
    // printf 'telco-churn-1\0C00001' | sha256sum
    byte[] expected = HexFormat.of().parseHex("064d58866021261d");
    assertArrayEquals(expected, IdDigests.of("telco-churn-1", List.of("C00001")).toBytes());
  }

  @Test
  void containsWhatItWasMadeOfAndNothingElse() {
    IdDigests digests = IdDigests.of("salt", List.of("b", "a", "ü", "a"));
    assertTrue(digests.contains("a") && digests.contains("b") && digests.contains("ü"));
    assertFalse(digests.contains("c") || digests.contains(""));
    assertFalse(IdDigests.of("other", List.of("a")).contains("b"));
  }

  @Test
  void comesBackFromItsBytes() {
    IdDigests digests = IdDigests.of("salt", List.of("a", "b", "c", "d"));
    IdDigests back = IdDigests.fromBytes("salt", digests.toBytes());
    assertArrayEquals(digests.digests(), back.digests());
    assertEquals(32, digests.toBytes().length);
  }

  @Test
  void refusesBytesThatItDidNotWrite() {
    byte[] bytes = IdDigests.of("salt", List.of("a", "b")).toBytes();
    byte[] cut = Arrays.copyOf(bytes, 15);
    byte[] swapped = new byte[16];
    System.arraycopy(bytes, 0, swapped, 8, 8);
    System.arraycopy(bytes, 8, swapped, 0, 8);
    assertThrows(IllegalArgumentException.class, () -> IdDigests.fromBytes("salt", cut));
    assertThrows(IllegalArgumentException.class, () -> IdDigests.fromBytes("salt", swapped));
  }
}
