package io.churnflow.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The codes of one category column's texts: those that are known before its rows, then others in
/// the order in which the rows first have them.
public final class Codes {
  private final Map<String, Integer> codeOf = new LinkedHashMap<>();
  private final int known;

  /// @param first the texts that have the first codes
  public Codes(List<String> first) {
    first.forEach(text -> codeOf.put(text, codeOf.size()));
    known = codeOf.size();
  }

  /// The code of a text, a new one where it has none.
  public int of(String text) {
    Integer code = codeOf.get(text);
    if (code != null) {
      return code;
    }
    codeOf.put(text, codeOf.size());
    return codeOf.size() - 1;
  }

  /// The code that a text has; -1 for none.
  public int find(String text) {
    return codeOf.getOrDefault(text, -1);
  }

  /// Changes the codes of a chunk's rows, which count on from the first texts' for each chunk anew.
  ///
  /// @param unseen the chunk's other texts, in the order of its codes
  public void adopt(int[] codes, List<String> unseen) {
    int[] adopted = unseen.stream().mapToInt(this::of).toArray();
    for (int row = 0; row < codes.length; row++) {
      codes[row] = codes[row] < known ? codes[row] : adopted[codes[row] - known];
    }
  }

  /// The texts, in the order of their codes.
  public List<String> texts() {
    return new ArrayList<>(codeOf.keySet());
  }
}
