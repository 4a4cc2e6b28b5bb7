package io.churnflow.reporting.draw;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The 128 colours that a picture uses most; a rarer one, a shade at the edge of a letter, becomes
/// the nearest of them. One byte a pixel and few shades: a third of the bytes that full colours
/// take.
///
/// @param colors red, green, blue in the lower 24 bits, the most frequent first
/// @param indexes the index of each colour that the picture has
record Palette(List<Integer> colors, Map<Integer, Integer> indexes) {
  private static final int SIZE = 128;

  static Palette of(BufferedImage image) {
    Map<Integer, Integer> counts = counts(image);
    Comparator<Integer> frequent = Comparator.comparing(counts::get, Comparator.reverseOrder());
    List<Integer> all =
        counts.keySet().stream().sorted(frequent.thenComparing(color -> color)).toList();
    List<Integer> kept = all.subList(0, Math.min(SIZE, all.size()));
    int[] candidates = kept.stream().mapToInt(Integer::intValue).toArray();
    Map<Integer, Integer> indexes = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      indexes.put(all.get(i), i < kept.size() ? i : nearest(candidates, all.get(i)));
    }
    return new Palette(kept, indexes);
  }

  /// Colours come in runs: one look-up for each run, not for each pixel.
  private static Map<Integer, Integer> counts(BufferedImage image) {
    Map<Integer, Integer> counts = new HashMap<>();
    int[] row = new int[image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRaster().getDataElements(0, y, row.length, 1, row);
      for (int x = 0; x < row.length; x = end(row, x)) {
        counts.merge(row[x], end(row, x) - x, Integer::sum);
      }
    }
    return counts;
  }

  /// Where the run of equal pixels that starts at x ends.
  private static int end(int[] row, int x) {
    int end = x + 1;
    while (end < row.length && row[end] == row[x]) {
      end++;
    }
    return end;
  }

  private static int nearest(int[] colors, int color) {
    int nearest = 0;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < colors.length; i++) {
      int distance = distance(colors[i], color);
      if (distance < least) {
        nearest = i;
        least = distance;
      }
    }
    return nearest;
  }

  private static int distance(int one, int other) {
    int red = (one >> 16 & 0xFF) - (other >> 16 & 0xFF);
    int green = (one >> 8 & 0xFF) - (other >> 8 & 0xFF);
    int blue = (one & 0xFF) - (other & 0xFF);
    return red * red + green * green + blue * blue;
  }

  /// Each pixel's index; a row starts with a 0: unfiltered, which suits large even areas best.
  byte[] scanLines(BufferedImage image) {
    int[] row = new int[image.getWidth()];
    byte[] lines = new byte[image.getHeight() * (1 + row.length)];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRaster().getDataElements(0, y, row.length, 1, row);
      int line = y * (1 + row.length) + 1;
      for (int x = 0; x < row.length; x = end(row, x)) {
        byte index = indexes.getOrDefault(row[x], 0).byteValue();
        Arrays.fill(lines, line + x, line + end(row, x), index);
      }
    }
    return lines;
  }

  /// Red, green and blue of each colour.
  byte[] bytes() {
    byte[] bytes = new byte[3 * colors.size()];
    for (int i = 0; i < colors.size(); i++) {
      bytes[3 * i] = (byte) (colors.get(i) >> 16);
      bytes[3 * i + 1] = (byte) (colors.get(i) >> 8);
      bytes[3 * i + 2] = colors.get(i).byteValue();
    }
    return bytes;
  }
}
