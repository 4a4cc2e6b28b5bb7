package io.churnflow.learning.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.util.List;
import java.util.stream.IntStream;

/// Attributes of ONNX operators.
final class Attributes {
  private Attributes() {}

  static AttributeProto number(String name, long number) {
    return of(name, AttributeType.INT).setI(number).build();
  }

  static AttributeProto numbers(String name, int... numbers) {
    AttributeProto.Builder attribute = of(name, AttributeType.INTS);
    IntStream.of(numbers).forEach(attribute::addInts);
    return attribute.build();
  }

  static AttributeProto texts(String name, List<String> texts) {
    return of(name, AttributeType.STRINGS)
        .addAllStrings(texts.stream().map(ByteString::copyFromUtf8).toList())
        .build();
  }

  static AttributeProto text(String name, String text) {
    return of(name, AttributeType.STRING).setS(ByteString.copyFromUtf8(text)).build();
  }

  static AttributeProto tensor(String name, TensorProto tensor) {
    return of(name, AttributeType.TENSOR).setT(tensor).build();
  }

  private static AttributeProto.Builder of(String name, AttributeType type) {
    return AttributeProto.newBuilder().setName(name).setType(type);
  }
}
