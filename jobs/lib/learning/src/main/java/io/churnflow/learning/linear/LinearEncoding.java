package io.churnflow.learning.linear;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.TextColumn;
import io.churnflow.learning.encoding.Imputation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// How one raw column enters the design, as learned from the training rows.
sealed interface LinearEncoding {
  /// The blocks that the training rows' column becomes.
  List<DesignColumn> design(Column column);

  /// What is scored later, made of the weights that were fitted, of which this column's start at
  /// `offset`.
  LinearTerm term(double[] weights, int offset);

  static LinearEncoding fit(Column column) {
    return switch (column) {
      case NumberColumn number -> Scaled.fit(number);
      case CategoryColumn category -> Categories.fit(category);
      case TextColumn text -> throw new IllegalArgumentException(text.name() + ": free text");
    };
  }

  /// Standardised, with an indicator column where training rows had missing cells.
  record Scaled(String name, Scaling scaling, boolean indicator) implements LinearEncoding {
    static Scaled fit(NumberColumn column) {
      Imputation imputation = Imputation.fit(column.values());
      Scaling scaling = Scaling.fit(column.values(), imputation);
      return new Scaled(column.name(), scaling, imputation.indicator());
    }

    @Override
    public List<DesignColumn> design(Column column) {
      double[] values = ((NumberColumn) column).values();
      DesignColumn scaled =
          new DesignColumn.Dense(Arrays.stream(values).map(scaling::apply).toArray());
      return indicator
          ? List.of(scaled, new DesignColumn.Dense(Imputation.missing(values)))
          : List.of(scaled);
    }

    @Override
    public LinearTerm term(double[] weights, int offset) {
      double missing = indicator ? weights[offset + 1] : 0;
      return new NumberTerm(name, scaling, weights[offset], missing);
    }
  }

  /// One-hot over the categories that training rows had, by name, with a column for missing where
  /// there were such rows.
  record Categories(String name, List<String> known, boolean missing) implements LinearEncoding {
    static Categories fit(CategoryColumn column) {
      List<String> texts =
          Arrays.stream(column.codes())
              .distinct()
              .mapToObj(code -> code == CategoryColumn.MISSING ? "" : column.dictionary().get(code))
              .distinct()
              .sorted()
              .toList();
      List<String> known = texts.stream().filter(text -> !text.isEmpty()).toList();
      return new Categories(column.name(), known, known.size() < texts.size());
    }

    @Override
    public List<DesignColumn> design(Column column) {
      CategoryColumn texts = (CategoryColumn) column;
      int[] byCode = texts.dictionary().stream().mapToInt(this::code).toArray();
      int[] codes =
          IntStream.of(texts.codes())
              .map(code -> code == CategoryColumn.MISSING ? code("") : byCode[code])
              .toArray();
      return List.of(new DesignColumn.OneHot(codes, known.size() + (missing ? 1 : 0)));
    }

    private int code(String text) {
      if (text.isEmpty()) {
        return missing ? known.size() : CategoryColumn.MISSING;
      }
      return known.indexOf(text);
    }

    @Override
    public LinearTerm term(double[] weights, int offset) {
      double[] own = new double[known.size() + 1];
      System.arraycopy(weights, offset, own, 0, known.size() + (missing ? 1 : 0));
      return new CategoryTerm(name, known, own);
    }
  }
}
