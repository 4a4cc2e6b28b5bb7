package io.churnflow.learning.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import io.churnflow.learning.Feature;
import io.churnflow.learning.LinearModel;
import io.churnflow.learning.TreeModel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Writes a model file: raw columns in, churn probability out, double throughout. The same model
/// gives the same bytes.
public final class OnnxWriter {
  private static final int IR_VERSION = 10;
  private static final int OPSET = 18;
  private static final int ML_OPSET = 5;

  private OnnxWriter() {}

  /// Checks the names of a model's raw columns, before the model is there.
  ///
  /// @throws IllegalArgumentException where one is a name that a model file may use itself
  public static void checkNames(List<String> columns) {
    List<String> reserved = columns.stream().filter(Names::isReserved).toList();
    if (!reserved.isEmpty()) {
      throw new IllegalArgumentException(
          "expected names that the model file does not use itself, found '%s'"
              .formatted(String.join("', '", reserved)));
    }
  }

  /// The file's content.
  ///
  /// @throws IllegalArgumentException where there is no feature, or one is named like a value
  ///   inside the graph
  public static byte[] write(StoredModel stored) {
    return write(stored, Format.CURRENT);
  }

  /// The file's content as it was in a format that may be an older one.
  static byte[] write(StoredModel stored, Format format) {
    GraphProto graph = graph(stored);
    checkNames(graph);
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("churnflow")
            .addOpsetImport(opset("", OPSET))
            .addOpsetImport(opset(Names.ML, ML_OPSET))
            .setGraph(graph)
            .addMetadataProps(entry(Names.FORMAT_KEY, format.label()))
            .addMetadataProps(entry(Names.ALGORITHM_KEY, stored.algorithm()))
            .addMetadataProps(entry(Names.THRESHOLD_KEY, Double.toString(stored.threshold())))
            .addMetadataProps(entry(Names.CONTRACT_KEY, stored.contractSha256()))
            .addMetadataProps(entry(Names.FEATURES_KEY, json(stored.inputs())));
    if (format.hasCalibration()) {
      model.addMetadataProps(entry(Names.CALIBRATION_KEY, stored.calibration().method()));
      if (stored.model().explainable()) {
        model.addMetadataProps(TrainingSpread.of(stored.model()));
      }
    }
    return model.build().toByteArray();
  }

  private static GraphProto graph(StoredModel stored) {
    String score = CalibrationGraph.score(stored.calibration().method());
    GraphBuilder graph =
        switch (stored.model()) {
          case LinearModel linear -> LinearGraph.of(linear, stored.derivations(), score);
          case TreeModel trees -> TreeGraph.of(trees, stored.derivations(), score);
        };
    CalibrationGraph.append(graph, stored.calibration());
    graph.output(Names.OUTPUT);
    return graph.build();
  }

  private static void checkNames(GraphProto graph) {
    if (graph.getInputCount() == 0) {
      throw new IllegalArgumentException("model: expected at least one feature, found none");
    }
    Set<String> names = new HashSet<>();
    graph.getInputList().forEach(input -> names.add(input.getName()));
    graph.getInitializerList().forEach(constant -> names.add(constant.getName()));
    graph.getNodeList().forEach(node -> names.add(node.getName()));
    int values = graph.getInputCount() + graph.getInitializerCount() + graph.getNodeCount();
    if (names.size() < values) {
      throw new IllegalArgumentException(
          "model: a feature has a name that the graph uses itself, such as " + Names.OUTPUT);
    }
  }

  private static String json(List<Feature> features) {
    return features.stream().map(OnnxWriter::json).collect(Collectors.joining(",", "[", "]"));
  }

  private static String json(Feature feature) {
    String kind =
        switch (feature.kind()) {
          case NUMBER -> "number";
          case CATEGORY -> "category";
          case TIMESTAMP -> "timestamp";
        };
    return "{\"name\":%s,\"kind\":\"%s\"}".formatted(JsonText.of(feature.name()), kind);
  }

  private static OperatorSetIdProto opset(String domain, int version) {
    return OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(version).build();
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }
}
