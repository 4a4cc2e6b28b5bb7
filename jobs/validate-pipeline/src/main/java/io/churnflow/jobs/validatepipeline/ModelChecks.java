package io.churnflow.jobs.validatepipeline;

import io.churnflow.contracts.pipeline.ModelSpec;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.learning.derived.Derivation;
import io.churnflow.learning.onnx.OnnxWriter;
import io.churnflow.learning.search.RandomSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What train-model would refuse in a file whose records are sound: what only learners and the
/// model file know.
final class ModelChecks {
  private ModelChecks() {}

  static List<String> problems(Pipeline pipeline) {
    List<String> problems = new ArrayList<>();
    List<ModelSpec> models = pipeline.training().models();
    for (int i = 0; i < models.size(); i++) {
      ModelSpec spec = models.get(i);
      String path = "training.models[%d], %s".formatted(i, spec.algorithm());
      refusal(() -> draw(pipeline, spec)).ifPresent(problem -> problems.add(path + ": " + problem));
    }
    refusal(() -> checkNames(pipeline))
        .ifPresent(problem -> problems.add("contract.columns and features.derived: " + problem));
    return problems;
  }

  private static Optional<String> refusal(Runnable check) {
    try {
      check.run();
      return Optional.empty();
    } catch (IllegalArgumentException wrong) {
      return Optional.of(String.valueOf(wrong.getMessage()));
    }
  }

  private static void draw(Pipeline pipeline, ModelSpec spec) {
    RandomSearch unused = RandomSearch.of(pipeline, spec);
  }

  private static void checkNames(Pipeline pipeline) {
    OnnxWriter.checkNames(Derivation.columns(pipeline));
  }
}
