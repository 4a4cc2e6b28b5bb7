package io.churnflow.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {
  @Test
  void isReadFromItsText() {
    assertEquals(new Shard(2, 8), Shard.parse("2/8"));
    assertEquals("2/8", Shard.parse("2/8").toString());
    assertEquals("2-of-8", Shard.parse("2/8").key());
    assertEquals(new Shard(1000, 1000), Shard.parse("1000/1000"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2",
        "0/1",
        "2/1",
        "1/1001",
        "1/0",
        "-1/2",
        "1/2/3",
        "01/2",
        " 1/2",
        "1/2\n",
        "../8",
        "99999999999/99999999999"
      })
  void refusesWhatIsNoPart(String text) {
    assertThrows(IllegalArgumentException.class, () -> Shard.parse(text));
  }
}
