package io.churnflow.learning.onnx;

import static io.churnflow.learning.onnx.DamagedModelException.require;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.churnflow.learning.FittedModel;
import io.churnflow.learning.calibration.Calibration;
import io.churnflow.learning.calibration.Uncalibrated;
import java.util.Arrays;

/// Reads model files that [OnnxWriter] wrote, and nothing else.
///
/// What the model consists of is read out of the file and written again: only where that gives the
/// very bytes of the file is it taken. So a graph with anything more, less or other in it is never
/// scored with.
public final class OnnxReader {
  private OnnxReader() {}

  /// The model in a file.
  ///
  /// @param file the whole content
  /// @throws DamagedModelException for anything that is not a file of ours, whatever is wrong with
  ///   it
  public static StoredModel read(byte[] file) {
    ModelProto proto;
    try {
      proto = ModelProto.parseFrom(file);
    } catch (InvalidProtocolBufferException damaged) {
      throw new DamagedModelException("expected ONNX, found " + damaged.getMessage(), damaged);
    }
    Format format = Format.of(metadata(proto, Names.FORMAT_KEY));
    try {
      StoredModel stored = read(proto, format);
      requireSameBytes(file, OnnxWriter.write(stored, format));
      return stored;
    } catch (IllegalArgumentException wrong) {
      throw new DamagedModelException(String.valueOf(wrong.getMessage()), wrong);
    }
  }

  private static StoredModel read(ModelProto proto, Format format) {
    GraphReader graph = new GraphReader(proto.getGraph());
    Calibration calibration =
        format.hasCalibration()
            ? CalibrationReader.read(graph, metadata(proto, Names.CALIBRATION_KEY))
            : new Uncalibrated();
    String score = CalibrationGraph.score(calibration.method());
    FittedModel model = graph.isLinear() ? LinearReader.read(graph) : TreeReader.read(graph, score);
    if (TrainingSpread.isIn(proto.getMetadataPropsList())) {
      model = TrainingSpread.read(model, key -> metadata(proto, key));
    }
    return new StoredModel(
        model,
        calibration,
        metadata(proto, Names.ALGORITHM_KEY),
        number(Names.THRESHOLD_KEY, metadata(proto, Names.THRESHOLD_KEY)),
        metadata(proto, Names.CONTRACT_KEY),
        DerivedReader.read(graph));
  }

  private static String metadata(ModelProto proto, String key) {
    return proto.getMetadataPropsList().stream()
        .filter(entry -> entry.getKey().equals(key))
        .map(StringStringEntryProto::getValue)
        .findFirst()
        .orElseThrow(
            () -> new DamagedModelException("expected metadata %s, found none".formatted(key)));
  }

  /// A number of the metadata.
  static double number(String key, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException wrong) {
      throw new DamagedModelException(
          "%s: expected a number, found '%s'".formatted(key, text), wrong);
    }
  }

  private static void requireSameBytes(byte[] file, byte[] written) {
    int place = Arrays.mismatch(file, written);
    require(place < 0, "byte " + place, "what its own content is written as", "something else");
  }
}
