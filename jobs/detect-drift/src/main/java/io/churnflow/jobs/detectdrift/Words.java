package io.churnflow.jobs.detectdrift;

import io.churnflow.contracts.drift.BinShares;
import io.churnflow.contracts.drift.ColumnDrift;
import io.churnflow.contracts.drift.Level;
import io.churnflow.reporting.html.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Verdicts and numbers as the page says them.
final class Words {
  private static final double SMALLEST = 0.0001;

  private Words() {}

  /// The verdict on a batch, as the answer to whether anything has changed.
  static String answer(Level verdict) {
    return switch (verdict) {
      case STABLE -> "No.";
      case UNDECIDED -> "It cannot be said.";
      case WATCH -> "Somewhat.";
      case ACT -> "Yes, in what the model relies on.";
    };
  }

  /// What to do about it.
  static String advice(Level verdict) {
    return switch (verdict) {
      case STABLE ->
          "The customers of this batch are like those that the model was trained on. Nothing needs"
              + " to be done.";
      case UNDECIDED ->
          "Wait for a larger batch, or for the next ones: one that says the same again is more than"
              + " chance.";
      case WATCH ->
          "Look whether the next batches say the same. One reason may be a change in how the data"
              + " are collected, which is to be mended there.";
      case ACT ->
          "The predictions may be less good than they were measured to be. See first whether the"
              + " data are right: a change in how they are collected is mended there. If the"
              + " customers really have changed, a model trained on recent ones is likely to do"
              + " better.";
    };
  }

  /// The page's colour for it.
  static String colour(Level verdict) {
    return switch (verdict) {
      case STABLE -> "accepted";
      case UNDECIDED, WATCH -> "warned";
      case ACT -> "refused";
    };
  }

  /// A level by itself.
  static String level(Level level) {
    return switch (level) {
      case STABLE -> "stable";
      case UNDECIDED -> "undecided";
      case WATCH -> "watch";
      case ACT -> "act";
    };
  }

  /// What has become of the score.
  static String sentence(Level level) {
    return switch (level) {
      case STABLE -> "as before";
      case UNDECIDED -> "cannot be said";
      case WATCH -> "somewhat changed";
      case ACT -> "has changed";
    };
  }

  /// A share as a whole number of per cent.
  static String whole(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  /// What has become of a column, the larger changes first.
  static String happened(ColumnDrift column) {
    List<String> words = new ArrayList<>();
    if (column.missing().level() != Level.STABLE) {
      words.add(
          "missing: %s, was %s"
              .formatted(share(column.missingBatch()), share(column.missingReference())));
    }
    if (column.values().level() != Level.STABLE) {
      column.bins().stream()
          .sorted(Comparator.comparingDouble(Words::moved).reversed())
          .limit(2)
          .filter(bin -> moved(bin) > 0)
          .map(bin ->
              "%s: %s, was %s".formatted(bin.label(), share(bin.batch()), share(bin.reference())))
          .forEach(words::add);
    }
    return words.isEmpty() ? "–" : String.join("; ", words);
  }

  private static double moved(BinShares bin) {
    return Math.abs(bin.batch() - bin.reference());
  }

  static String share(double share) {
    return Texts.percent(share);
  }

  /// An effect with two decimals.
  static String effect(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /// A statistic; a dash where it is not defined.
  static String number(@Nullable Double value) {
    if (value == null) {
      return "–";
    }
    return value != 0 && Math.abs(value) < SMALLEST
        ? String.format(Locale.ROOT, "%.1e", value)
        : String.format(Locale.ROOT, "%,.4f", value);
  }
}
