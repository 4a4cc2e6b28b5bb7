package io.churnflow.learning.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.Labels;
import io.churnflow.learning.Randomness;
import io.churnflow.learning.support.Telco;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
final class DamagedModelTest {
  private static final Telco TELCO = Telco.read();
  private static final FeatureTable ROWS =
      TELCO.features().select(IntStream.range(0, 300).toArray());
  private static final List<byte[]> FILES =
      ModelCases.models(ROWS, Labels.select(TELCO.labels(), IntStream.range(0, 300).toArray()), 3)
          .stream()
          .map(OnnxWriter::write)
          .toList();

  @Test
  void refusesAFileCutAnywhere() {
    for (byte[] file : FILES) {
      for (int length = 0; length < file.length; length += 1 + length / 50) {
        byte[] cut = Arrays.copyOf(file, length);
        assertThrows(DamagedModelException.class, () -> OnnxReader.read(cut));
      }
    }
  }

  @Test
  void refusesOrScoresSoundlyAfterAFlippedBit() {
    Randomness random = new Randomness(6);
    for (byte[] file : FILES) {
      for (int i = 0; i < 600; i++) {
        byte[] flipped = file.clone();
        flipped[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
        refusesOrScoresSoundly(flipped);
      }
    }
  }

  @Test
  void refusesOrScoresSoundlyAfterOverwrittenBytes() {
    Randomness random = new Randomness(7);
    for (byte[] file : FILES) {
      for (int i = 0; i < 400; i++) {
        byte[] damaged = file.clone();
        int start = random.nextInt(file.length);
        int end = Math.min(file.length, start + 1 + random.nextInt(12));
        for (int place = start; place < end; place++) {
          damaged[place] = (byte) random.nextInt(256);
        }
        refusesOrScoresSoundly(damaged);
      }
    }
  }

  /// A changed weight cannot be told from a right one; but then all is as it must be for scoring.
  private static void refusesOrScoresSoundly(byte[] bytes) {
    StoredModel stored;
    try {
      stored = OnnxReader.read(bytes);
    } catch (DamagedModelException expected) {
      assertTrue(String.valueOf(expected.getMessage()).startsWith("model file: "));
      return;
    }
    if (!stored.model().features().equals(ROWS.features())) {
      return;
    }
    for (double probability : ModelCases.probabilities(stored, ROWS)) {
      assertTrue(probability >= 0 && probability <= 1, () -> "probability " + probability);
    }
  }

  @Test
  void refusesWhatIsNoOnnx() {
    for (String text : List.of("", "customer_id,churn\n1,Yes\n", "PK\u0003\u0004", "{}")) {
      assertThrows(DamagedModelException.class, () -> OnnxReader.read(text.getBytes(UTF_8)));
    }
    assertThrows(DamagedModelException.class, () -> OnnxReader.read(new byte[100_000]));
  }

  @Test
  void refusesAnotherFormat() {
    DamagedModelException refusal =
        refusal(model -> model.getMetadataPropsBuilder(0).setValue("3"));
    assertTrue(
        String.valueOf(refusal.getMessage())
            .contains("churnflow.format: expected 1 to 2, found 3"));
  }

  @Test
  void refusesACalibrationThatItDoesNotKnow() {
    DamagedModelException refusal = refusal(model -> calibration(model).setValue("magic"));
    assertTrue(
        String.valueOf(refusal.getMessage())
            .contains("churnflow.calibration: expected none, platt or isotonic, found magic"));
  }

  @Test
  void refusesACalibrationOtherThanTheGraphs() {
    refusal(model -> calibration(model).setValue("platt"));
    refusal(3, model -> calibration(model).setValue("none"));
    refusal(3, model -> calibration(model).setValue("isotonic"));
  }

  @Test
  void refusesAFileOfTheFirstFormatWithACalibration() {
    refusal(3, model -> model.getMetadataPropsBuilder(0).setValue("1"));
  }

  @Test
  void refusesCalibrationPointsCutShort() {
    refusal(
        6,
        model ->
            model.getGraphBuilder().getInitializerBuilderList().stream()
                .filter(constant -> constant.getName().equals("calibration.scores"))
                .forEach(constant -> constant.setRawData(constant.getRawData().substring(8))));
  }

  private static StringStringEntryProto.Builder calibration(ModelProto.Builder model) {
    return model.getMetadataPropsBuilderList().stream()
        .filter(entry -> entry.getKey().equals("churnflow.calibration"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void refusesAnotherOperator() {
    refusal(model -> model.getGraphBuilder().getNodeBuilder(0).setOpType("Identity"));
  }

  @Test
  void refusesANodeMore() {
    refusal(model -> model.getGraphBuilder().addNode(model.getGraph().getNode(0)));
  }

  @Test
  void refusesAnotherOpset() {
    refusal(model -> model.getOpsetImportBuilder(0).setVersion(9));
  }

  @Test
  void refusesAnInputOfAnotherType() {
    refusal(model ->
        model
            .getGraphBuilder()
            .getInputBuilder(0)
            .getTypeBuilder()
            .getTensorTypeBuilder()
            .setElemType(1));
  }

  @Test
  void refusesMetadataThatItDoesNotWrite() {
    refusal(model -> model.addMetadataPropsBuilder().setKey("author").setValue("someone"));
  }

  @Test
  void refusesATreeThatLeadsBackToItself() {
    refusal(
        1,
        model ->
            model.getGraphBuilder().getNodeBuilderList().stream()
                .filter(node -> node.getOpType().equals("TreeEnsemble"))
                .flatMap(node -> node.getAttributeBuilderList().stream())
                .filter(attribute -> attribute.getName().equals("nodes_truenodeids"))
                .forEach(DamagedModelTest::pointEverythingAtTheRoot));
  }

  private static void pointEverythingAtTheRoot(AttributeProto.Builder attribute) {
    for (int i = 0; i < attribute.getIntsCount(); i++) {
      attribute.setInts(i, 0);
    }
  }

  private static DamagedModelException refusal(Consumer<ModelProto.Builder> change) {
    return refusal(0, change);
  }

  private static DamagedModelException refusal(int file, Consumer<ModelProto.Builder> change) {
    try {
      ModelProto.Builder model = ModelProto.parseFrom(FILES.get(file)).toBuilder();
      change.accept(model);
      byte[] changed = model.build().toByteArray();
      return assertThrows(DamagedModelException.class, () -> OnnxReader.read(changed));
    } catch (InvalidProtocolBufferException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
