package io.churnflow.learning.onnx;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.churnflow.contracts.Table;
import io.churnflow.learning.Randomness;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Files that are sound ONNX and nearly or not at all ours: a message, a number or a name of a
/// model file is changed, left out or doubled at a seeded place, so that the damage lies deeper
/// than the encoding of the file.
@Timeout(180)
final class MutatedModelTest {
  private static final int TRIES = 150;
  private static final Table ROWS = DerivedModelsTest.rows(200);
  private static final List<byte[]> FILES = files();

  private static List<byte[]> files() {
    List<byte[]> files = new ArrayList<>();
    DerivedModelsTest.models().forEach(model -> files.add(OnnxWriter.write(model)));
    for (int seed = 0; seed < 12; seed++) {
      files.add(OnnxWriter.write(new RandomModels(seed).model()));
    }
    return files;
  }

  @Test
  void refusesOrScoresSoundlyAfterOneChange() throws InvalidProtocolBufferException {
    changed(1);
  }

  @Test
  void refusesOrScoresSoundlyAfterSeveralChanges() throws InvalidProtocolBufferException {
    changed(4);
  }

  private static void changed(int changes) throws InvalidProtocolBufferException {
    Mutations mutations = new Mutations(new Randomness(20 + changes));
    int refused = 0;
    for (byte[] file : FILES) {
      for (int i = 0; i < TRIES; i++) {
        ModelProto.Builder model = ModelProto.parseFrom(file).toBuilder();
        for (int change = 0; change < changes; change++) {
          mutations.change(model);
        }
        refused += refuses(model.buildPartial().toByteArray()) ? 1 : 0;
      }
    }
    assertTrue(refused > FILES.size() * TRIES / 2, "refused " + refused);
  }

  /// Anything but a refusal in one short line, or a sound score, is thrown on.
  private static boolean refuses(byte[] file) {
    StoredModel stored;
    try {
      stored = OnnxReader.read(file);
    } catch (DamagedModelException refusal) {
      checkMessage(refusal);
      return true;
    }
    double[] probabilities;
    try {
      probabilities = stored.probabilities(ROWS);
    } catch (IllegalArgumentException otherColumns) {
      return false;
    }
    for (double probability : probabilities) {
      assertTrue(probability >= 0 && probability <= 1, () -> "probability " + probability);
    }
    return false;
  }

  private static void checkMessage(DamagedModelException refusal) {
    String message = String.valueOf(refusal.getMessage());
    assertTrue(message.startsWith("model file: "), message);
    assertTrue(message.length() <= 400, () -> message.length() + ": " + message.substring(0, 400));
    assertFalse(message.chars().anyMatch(Character::isISOControl), message);
    for (String unclear : List.of("Exception", ": null", "For input string")) {
      assertFalse(message.contains(unclear), message);
    }
  }

  @Test
  void refusesColumnsThatAreThereTwice() throws InvalidProtocolBufferException {
    for (byte[] file : FILES) {
      ModelProto.Builder model = ModelProto.parseFrom(file).toBuilder();
      List<String> names = inputs(model.getGraph());
      if (names.size() > 1) {
        rename(model.getGraphBuilder(), names.getFirst(), names.getLast());
        assertTrue(refuses(model.build().toByteArray()), names::toString);
      }
    }
  }

  /// In every place of the file: nothing else in it is wrong.
  @Test
  void refusesAColumnThatIsThereTwiceThroughout() {
    for (int seed = 0; seed < 12; seed++) {
      String file = new String(OnnxWriter.write(new RandomModels(seed).model()), ISO_8859_1);
      assertTrue(refuses(file.replace("x1", "x0").getBytes(ISO_8859_1)), "seed " + seed);
    }
  }

  /// Scored here by the last of the two, by onnxruntime by the first or not at all.
  @Test
  void refusesACategoryThatIsThereTwice() throws InvalidProtocolBufferException {
    int tried = 0;
    for (byte[] file : FILES) {
      ModelProto.Builder model = ModelProto.parseFrom(file).toBuilder();
      for (AttributeProto.Builder attribute : categories(model.getGraphBuilder())) {
        ByteString second = attribute.getStrings(1);
        attribute.setStrings(1, attribute.getStrings(0));
        assertTrue(refuses(model.build().toByteArray()), second::toStringUtf8);
        attribute.setStrings(1, second);
        tried++;
      }
    }
    assertTrue(tried > 5, "tried " + tried);
  }

  private static List<AttributeProto.Builder> categories(GraphProto.Builder graph) {
    return graph.getNodeBuilderList().stream()
        .flatMap(node -> node.getAttributeBuilderList().stream())
        .filter(attribute -> attribute.getName().equals("keys_strings"))
        .filter(attribute -> attribute.getStringsCount() > 1)
        .toList();
  }

  @Test
  void refusesAForeignGraph() {
    ModelProto.Builder foreign =
        ModelProto.newBuilder().setIrVersion(8).setProducerName("skl2onnx");
    foreign.getGraphBuilder().addNodeBuilder().setOpType("TreeEnsembleClassifier");
    byte[] bare = foreign.build().toByteArray();
    foreign.addMetadataPropsBuilder().setKey(Names.FORMAT_KEY).setValue("2");
    byte[] claiming = foreign.build().toByteArray();

    assertEquals(
        "model file: expected metadata churnflow.format, found none", refusal(bare).getMessage());
    checkMessage(refusal(claiming));
  }

  @Test
  void refusesAGraphWithNothingInIt() throws InvalidProtocolBufferException {
    for (byte[] file : FILES) {
      ModelProto.Builder model = ModelProto.parseFrom(file).toBuilder().clearGraph();
      checkMessage(refusal(model.build().toByteArray()));
    }
  }

  @Test
  void saysLittleOfALongText() throws InvalidProtocolBufferException {
    for (String key : List.of(Names.FORMAT_KEY, Names.CONTRACT_KEY, Names.THRESHOLD_KEY)) {
      ModelProto.Builder model = ModelProto.parseFrom(FILES.getFirst()).toBuilder();
      model.getMetadataPropsBuilderList().stream()
          .filter(entry -> entry.getKey().equals(key))
          .forEach(entry -> entry.setValue("a\nb".repeat(1_000_000)));
      checkMessage(refusal(model.build().toByteArray()));
    }
  }

  private static DamagedModelException refusal(byte[] file) {
    return assertThrows(DamagedModelException.class, () -> OnnxReader.read(file));
  }

  private static List<String> inputs(GraphProto graph) {
    return graph.getInputList().stream().map(input -> input.getName()).toList();
  }

  private static void rename(GraphProto.Builder graph, String from, String to) {
    graph.getInputBuilderList().stream()
        .filter(input -> input.getName().equals(from))
        .forEach(input -> input.setName(to));
    graph
        .getNodeBuilderList()
        .forEach(node -> {
          for (int place = 0; place < node.getInputCount(); place++) {
            if (node.getInput(place).equals(from)) {
              node.setInput(place, to);
            }
          }
        });
  }
}
