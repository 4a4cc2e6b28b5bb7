package io.churnflow.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.runtime.Quarantine.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuarantineTest {
  @TempDir Path folder;

  private Path file(String name, Reason... reasons) throws IOException {
    Path file = folder.resolve(name);
    try (Quarantine quarantine = Quarantine.create(file)) {
      for (Reason reason : reasons) {
        quarantine.add(reason);
      }
    }
    return file;
  }

  private static Reason reason(long row, String found) {
    return new Reason(row, "C" + row, "age", "range", "a value from 0 to 9", found);
  }

  private static List<Reason> read(Path... files) throws IOException {
    List<Reason> found = new ArrayList<>();
    Quarantine.read(List.of(files), found::add);
    return found;
  }

  @Test
  void readsBackWhatItWrote() throws IOException {
    Reason odd = new Reason(2, "a,\"b\"\nc", "", "cells", "6 cells", " x ");
    assertEquals(List.of(odd, reason(7, "8")), read(file("one", odd, reason(7, "8"))));
    assertTrue(Files.readString(folder.resolve("one")).startsWith("row,id,column,rule,"));
  }

  @Test
  void readsBackWhateverTextsThereAre() throws IOException {
    String[] parts = {
      "a", ",", "\"", "\n", "\r", "\r\n", " ", "#", "\\", "é", "\uD83D\uDE00", "\t"
    };
    Random random = new Random(4);
    for (int i = 0; i < 200; i++) {
      Reason[] reasons = new Reason[1 + random.nextInt(20)];
      for (int row = 0; row < reasons.length; row++) {
        String[] texts = new String[5];
        Arrays.setAll(texts, place -> text(parts, random));
        reasons[row] = new Reason(row + 1, texts[0], texts[1], texts[2], texts[3], texts[4]);
      }
      assertEquals(List.of(reasons), read(file("random" + i, reasons)));
    }
  }

  private static String text(String[] parts, Random random) {
    StringBuilder text = new StringBuilder();
    for (int count = random.nextInt(4); count > 0; count--) {
      text.append(parts[random.nextInt(parts.length)]);
    }
    return text.toString();
  }

  @Test
  void mergesTwoFilesInTheOrderOfTheRows() throws IOException {
    Path one = file("one", reason(2, "a"), reason(2, "b"), reason(9, "c"));
    Path two = file("two", reason(1, "d"), reason(5, "e"), reason(10, "f"), reason(11, "g"));
    assertEquals(
        List.of("d", "a", "b", "e", "c", "f", "g"),
        read(one, two).stream().map(Reason::found).toList());
    assertEquals(List.of(), read());
  }

  @Test
  void countsRowsNotReasons() throws IOException {
    try (Quarantine quarantine = Quarantine.create(folder.resolve("one"))) {
      quarantine.add(reason(2, "a"));
      quarantine.add(reason(2, "b"));
      quarantine.add(reason(3, "c"));
      assertEquals(2, quarantine.rows());
    }
  }

  @Test
  void refusesAnotherTable() throws IOException {
    Path other = Files.writeString(folder.resolve("other"), "row,id\nx,y\n");
    assertThrows(DataException.class, () -> read(other));
  }
}
