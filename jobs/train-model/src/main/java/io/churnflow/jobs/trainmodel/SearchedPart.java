package io.churnflow.jobs.trainmodel;

import io.churnflow.learning.search.Trial;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.Shard;
import io.churnflow.runtime.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What one of the tasks has measured that share a search: consecutive trials.
///
/// @param trials in their order; fewer than the part has where its time ran out
record SearchedPart(List<Trial> trials) {
  /// The step that publishes it, once a candidate and part.
  static final String STEP = "search-model";

  /// The part's file, relative to the step's folder.
  static final String FILE = "trials.json";

  SearchedPart {
    trials = List.copyOf(trials);
  }

  /// The step's key: a folder's name.
  static String key(String algorithm, Shard part) {
    return "%s.%s".formatted(algorithm, part.key());
  }

  /// The place of a part's first trial, from 0.
  static int begin(Shard part, int trials) {
    return Math.multiplyExact(trials, part.number() - 1) / part.of();
  }

  /// The place after a part's last trial.
  static int end(Shard part, int trials) {
    return Math.multiplyExact(trials, part.number()) / part.of();
  }

  /// Names the files of all parts as inputs of a step.
  static void declare(Step step, String algorithm, int parts) {
    for (int number = 1; number <= parts; number++) {
      step.reads(path(algorithm, new Shard(number, parts)));
    }
  }

  /// The trials of all parts, in their order.
  static List<Trial> all(Step step, String algorithm, int parts) throws IOException {
    List<Trial> found = new ArrayList<>();
    for (int number = 1; number <= parts; number++) {
      String path = path(algorithm, new Shard(number, parts));
      found.addAll(Json.read(step.file(path), SearchedPart.class).trials());
    }
    return found;
  }

  private static String path(String algorithm, Shard part) {
    return "%s/%s/%s".formatted(STEP, key(algorithm, part), FILE);
  }
}
