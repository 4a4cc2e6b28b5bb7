package io.churnflow.learning.encoding;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.learning.Feature;
import io.churnflow.learning.Labels;
import io.churnflow.learning.binning.BinnedColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A category column for trees: one whole number a category, in the order of their churn rates, so
/// that every split is "code ≤ value".
///
/// Categories that no cut of that order parts from the others are a set: a column of its own, 0 for
/// the set and 1 for all others, so that a split can part them too.
///
/// Missing and unseen have numbers of their own in the same order ([CategoryOrderFit] says which):
/// 0 to `categories.size()` + 1 are all in use, each once.
///
/// @param name the raw column
/// @param categories the known categories, by ascending code
/// @param missing code of a missing cell
/// @param unseen code of every category that no training row had
/// @param sets of codes, bit c for code c; each a column after that of the codes
public record CategoryOrder(
    String name, List<String> categories, int missing, int unseen, List<Long> sets)
    implements TreeEncoding {
  /// Most codes that sets can be made of.
  private static final int MOST_IN_SETS = Long.SIZE - 1;

  public CategoryOrder {
    categories = List.copyOf(categories);
    sets = List.copyOf(sets);
    int levels = categories.size() + 2;
    boolean inRange = missing >= 0 && unseen >= 0 && missing < levels && unseen < levels;
    if (!inRange || missing == unseen) {
      throw new IllegalArgumentException(
          "category order %s: expected two different codes below %d for missing and unseen, found %d and %d"
              .formatted(name, levels, missing, unseen));
    }
    if (!sets.isEmpty() && levels > MOST_IN_SETS) {
      throw new IllegalArgumentException(
          "category order %s: expected sets of at most %d codes, found %d"
              .formatted(name, MOST_IN_SETS, levels));
    }
    for (long set : sets) {
      if (set <= 0 || set >= (1L << levels) - 1) {
        throw new IllegalArgumentException(
            "category order %s: expected sets of some of %d codes, found %s"
                .formatted(name, levels, Long.toBinaryString(set)));
      }
    }
  }

  /// The same codes with other sets.
  CategoryOrder with(List<Long> others) {
    return new CategoryOrder(name, categories, missing, unseen, others);
  }

  /// Number of codes.
  public int levels() {
    return categories.size() + 2;
  }

  /// What a set's column holds for each code: 0 for those of the set, else 1.
  public double[] side(long set) {
    return IntStream.range(0, levels()).mapToDouble(code -> 1 - (set >>> code & 1)).toArray();
  }

  /// The set that [#side] belongs to.
  ///
  /// @param side 0 or 1 a code
  public static long set(double[] side) {
    long set = 0;
    for (int code = 0; code < side.length; code++) {
      set |= side[code] == 0 ? 1L << code : 0;
    }
    return set;
  }

  @Override
  public Feature feature() {
    return new Feature(name, Feature.Kind.CATEGORY);
  }

  @Override
  public int width() {
    return 1 + sets.size();
  }

  /// The code of the known category at a place of `categories`.
  public int code(int place) {
    int code = place;
    code += code >= Math.min(missing, unseen) ? 1 : 0;
    return code + (code >= Math.max(missing, unseen) ? 1 : 0);
  }

  @Override
  public List<double[]> encode(Column column) {
    CategoryColumn texts = (CategoryColumn) column;
    int[] orderOf = orderOf(texts.dictionary());
    double[] codes = new double[texts.size()];
    for (int row = 0; row < codes.length; row++) {
      int code = texts.codes()[row];
      codes[row] = code == CategoryColumn.MISSING ? missing : orderOf[code];
    }
    List<double[]> encoded = new ArrayList<>(List.of(codes));
    sets.forEach(set -> encoded.add(sideOf(codes, side(set))));
    return encoded;
  }

  private static double[] sideOf(double[] codes, double[] side) {
    double[] sides = new double[codes.length];
    for (int row = 0; row < sides.length; row++) {
      sides[row] = side[(int) codes[row]];
    }
    return sides;
  }

  @Override
  public List<BinnedColumn> bin(RawColumn column, int[] rows, byte[] labels) {
    CategoryColumn texts = ((RawColumn.Categories) column).column();
    int[] orderOf = orderOf(texts.dictionary());
    int[] ordered = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      int code = texts.codes()[rows[i]];
      ordered[i] = code == CategoryColumn.MISSING ? missing : orderOf[code];
    }
    BinnedColumn binned = BinnedColumn.ofCodes(ordered, levels(), sets);
    return List.of(
        categories.size() < CrossFittedCodes.FEWEST
            ? binned
            : binned.with(
                CrossFittedCodes.of(ordered, Labels.select(labels, rows), levels()), levels()));
  }

  /// The code of each text of a dictionary.
  private int[] orderOf(List<String> dictionary) {
    Map<String, Integer> codes = codes();
    return dictionary.stream().mapToInt(text -> codes.getOrDefault(text, unseen)).toArray();
  }

  private Map<String, Integer> codes() {
    Map<String, Integer> codes = new HashMap<>();
    for (int place = 0; place < categories.size(); place++) {
      codes.put(categories.get(place), code(place));
    }
    codes.put("", missing);
    return codes;
  }
}
