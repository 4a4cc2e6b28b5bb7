package io.churnflow.learning.encoding;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.learning.Feature;
import io.churnflow.learning.binning.BinnedColumn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A category column for trees: one whole number a category, in the order of their churn rates, so
/// that every split is "code ≤ value".
///
/// Missing and unseen have numbers of their own in the same order ([CategoryOrderFit] says which):
/// 0 to `categories.size()` + 1 are all in use, each once.
///
/// @param name the raw column
/// @param categories the known categories, by ascending code
/// @param missing code of a missing cell
/// @param unseen code of every category that no training row had
public record CategoryOrder(String name, List<String> categories, int missing, int unseen)
    implements TreeEncoding {

  public CategoryOrder {
    categories = List.copyOf(categories);
    int levels = categories.size() + 2;
    boolean inRange = missing >= 0 && unseen >= 0 && missing < levels && unseen < levels;
    if (!inRange || missing == unseen) {
      throw new IllegalArgumentException(
          "category order %s: expected two different codes below %d for missing and unseen, found %d and %d"
              .formatted(name, levels, missing, unseen));
    }
  }

  @Override
  public Feature feature() {
    return new Feature(name, Feature.Kind.CATEGORY);
  }

  @Override
  public int width() {
    return 1;
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
    double[] encoded = new double[texts.size()];
    for (int row = 0; row < encoded.length; row++) {
      int code = texts.codes()[row];
      encoded[row] = code == CategoryColumn.MISSING ? missing : orderOf[code];
    }
    return List.of(encoded);
  }

  @Override
  public List<BinnedColumn> bin(RawColumn column, int[] rows) {
    CategoryColumn texts = ((RawColumn.Categories) column).column();
    int[] orderOf = orderOf(texts.dictionary());
    int[] ordered = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      int code = texts.codes()[rows[i]];
      ordered[i] = code == CategoryColumn.MISSING ? missing : orderOf[code];
    }
    return List.of(BinnedColumn.ofCodes(ordered, categories.size() + 2));
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
