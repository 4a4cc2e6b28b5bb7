package io.churnflow.learning.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.LongStream;

/// Numbers as ONNX tensors: raw little-endian bytes.
final class Tensors {
  private Tensors() {}

  static TensorProto scalar(String name, double number) {
    return raw(name, TensorProto.DataType.DOUBLE, bytes(number)).build();
  }

  static TensorProto doubles(String name, double... numbers) {
    return raw(name, TensorProto.DataType.DOUBLE, bytes(numbers)).addDims(numbers.length).build();
  }

  static TensorProto wholes(String name, long... numbers) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.INT64_VALUE)
            .addDims(numbers.length);
    LongStream.of(numbers).forEach(tensor::addInt64Data);
    return tensor.build();
  }

  static TensorProto zeroBytes(String name, int count) {
    return raw(name, TensorProto.DataType.UINT8, ByteString.copyFrom(new byte[count]))
        .addDims(count)
        .build();
  }

  /// The numbers of a tensor that [#doubles] or [#scalar] made.
  static double[] doubles(TensorProto tensor) {
    ByteString raw = tensor.getRawData();
    DamagedModelException.require(
        raw.size() % Double.BYTES == 0, tensor.getName(), "whole doubles", raw.size() + " bytes");
    double[] numbers = new double[raw.size() / Double.BYTES];
    raw.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(numbers);
    return numbers;
  }

  private static ByteString bytes(double... numbers) {
    ByteBuffer buffer =
        ByteBuffer.allocate(numbers.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asDoubleBuffer().put(numbers);
    return ByteString.copyFrom(buffer);
  }

  private static TensorProto.Builder raw(String name, TensorProto.DataType type, ByteString bytes) {
    return TensorProto.newBuilder().setName(name).setDataType(type.getNumber()).setRawData(bytes);
  }
}
