package io.churnflow.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.churnflow.contracts.Manifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// JSON as all our files have it: snake case, components in the order of their records, two spaces,
/// UTF-8, a line feed at the end. The same value gives the same bytes.
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private Json() {}

  /// Makes ready what reading and writing the files of every step takes.
  static void prepare() {
    ObjectReader unused = MAPPER.readerFor(Manifest.class);
    String alsoUnused = line(object());
  }

  /// An empty object.
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /// A value as a tree.
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /// A value as the bytes of a file.
  public static byte[] bytes(Object value) {
    try {
      String text = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
      return (text + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("cannot write " + value.getClass() + " as JSON", broken);
    }
  }

  /// A value on one line.
  public static String line(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("cannot write " + value.getClass() + " as JSON", broken);
    }
  }

  /// Reads a record from a file of ours.
  ///
  /// @throws UsageException where the file is missing
  /// @throws DataException where it is not what was expected
  /// @throws UncheckedIOException where it is there and cannot be read at the moment
  public static <T> T read(Path file, Class<T> type) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw FileTrouble.ofReading(file.toString(), unreadable);
    }
    return parse(bytes, type, file.toString());
  }

  /// Whether a record can be read from a file of ours.
  ///
  /// @throws UncheckedIOException where it is there and cannot be read at the moment
  static boolean isReadable(Path file, Class<?> type) {
    try {
      Object unused = read(file, type);
      return true;
    } catch (UsageException | DataException missing) {
      return false;
    }
  }

  /// Reads a record from bytes; `where` names them in the message.
  ///
  /// @throws DataException where they are not what was expected
  public static <T> T parse(byte[] bytes, Class<T> type, String where) {
    try {
      T read = MAPPER.readValue(bytes, type);
      if (read == null) {
        throw new DataException(
            "%s: expected JSON of a %s, found null".formatted(where, type.getSimpleName()));
      }
      return read;
    } catch (IOException broken) {
      throw new DataException(
          "%s: expected JSON of a %s, found %s"
              .formatted(where, type.getSimpleName(), JsonErrors.found(broken)),
          broken);
    }
  }
}
