package io.churnflow.learning.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.churnflow.learning.Randomness;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// Changes of one field anywhere in a message: left out, doubled, moved, or of another value.
final class Mutations {
  private static final long[] WHOLES = {
    -1, 0, 1, 2, 63, 64, 65_536, Integer.MAX_VALUE, 1L << 31, Long.MIN_VALUE, Long.MAX_VALUE
  };
  private static final double[] DOUBLES = {
    Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e308, -1e308, -0.0, 0.5
  };
  private static final List<String> TEXTS =
      List.of(
          "",
          "0",
          "-1",
          "NaN",
          "1e999",
          "a\nb",
          "\0",
          "ü",
          "[]",
          "[1,]",
          "{",
          "%s",
          "x".repeat(5000));

  private final Randomness random;
  private final List<String> seen = new ArrayList<>();

  Mutations(Randomness random) {
    this.random = random;
  }

  /// Makes one change.
  void change(Message.Builder root) {
    List<Place> places = new ArrayList<>();
    seen.clear();
    collect(root, places);
    if (!places.isEmpty()) {
      change(places.get(random.nextInt(places.size())));
    }
  }

  private record Place(Message.Builder holder, FieldDescriptor field) {}

  private void collect(Message.Builder holder, List<Place> places) {
    for (FieldDescriptor field : holder.getAllFields().keySet()) {
      places.add(new Place(holder, field));
      if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        if (field.isRepeated()) {
          for (int i = 0; i < holder.getRepeatedFieldCount(field); i++) {
            collect(holder.getRepeatedFieldBuilder(field, i), places);
          }
        } else {
          collect(holder.getFieldBuilder(field), places);
        }
      } else if (!field.isRepeated() && holder.getField(field) instanceof String text) {
        seen.add(text);
      }
    }
  }

  private void change(Place place) {
    if (place.field().isRepeated()) {
      list(place.holder(), place.field());
    } else if (place.field().getJavaType() == FieldDescriptor.JavaType.MESSAGE
        || random.nextInt(5) == 0) {
      place.holder().clearField(place.field());
    } else {
      place.holder().setField(place.field(), other(place.holder().getField(place.field())));
    }
  }

  private void list(Message.Builder holder, FieldDescriptor field) {
    List<Object> values = new ArrayList<>((List<?>) holder.getField(field));
    int place = random.nextInt(values.size());
    int second = random.nextInt(values.size());
    switch (random.nextInt(6)) {
      case 0 -> values.clear();
      case 1 -> values.remove(place);
      case 2 -> values.add(place, values.get(second));
      case 3 -> values.set(place, values.get(second));
      case 4 -> values.subList(place, values.size()).clear();
      default -> values.set(place, other(values.get(place)));
    }
    holder.clearField(field);
    values.forEach(value -> holder.addRepeatedField(field, value));
  }

  /// Another value of the same type; a message stays as it is.
  private Object other(Object value) {
    return switch (value) {
      case Integer whole -> (int) whole(whole);
      case Long whole -> whole(whole);
      case Float _ -> (float) DOUBLES[random.nextInt(DOUBLES.length)];
      case Double _ -> DOUBLES[random.nextInt(DOUBLES.length)];
      case String _ -> text();
      case ByteString bytes -> bytes(bytes);
      default -> value;
    };
  }

  private long whole(long value) {
    return random.nextInt(2) == 0
        ? value + 1 - 2 * random.nextInt(2)
        : WHOLES[random.nextInt(WHOLES.length)];
  }

  private String text() {
    return seen.isEmpty() || random.nextInt(2) == 0
        ? TEXTS.get(random.nextInt(TEXTS.size()))
        : seen.get(random.nextInt(seen.size()));
  }

  /// A double in its middle is replaced, or the bytes are cut.
  private ByteString bytes(ByteString bytes) {
    if (bytes.size() < Double.BYTES || random.nextInt(4) == 0) {
      return bytes.substring(0, random.nextInt(bytes.size() + 1));
    }
    ByteBuffer changed = ByteBuffer.wrap(bytes.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    int place = random.nextInt(bytes.size() / Double.BYTES) * Double.BYTES;
    changed.putDouble(place, DOUBLES[random.nextInt(DOUBLES.length)]);
    return ByteString.copyFrom(changed.array());
  }
}
