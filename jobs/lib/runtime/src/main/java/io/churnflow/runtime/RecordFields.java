package io.churnflow.runtime;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The fields of a section of the pipeline file, or of another file of ours, as its record has
/// them.
final class RecordFields {
  private static final PropertyNamingStrategies.SnakeCaseStrategy NAMES =
      new PropertyNamingStrategies.SnakeCaseStrategy();

  private RecordFields() {}

  /// A field.
  ///
  /// @param name in the file
  /// @param type of the record's component, with its parameters
  /// @param required whether the file must have it
  record Field(String name, Type type, boolean required) {

    /// The type without its parameters.
    Class<?> raw() {
      return type instanceof ParameterizedType generic
          ? (Class<?>) generic.getRawType()
          : (Class<?>) type;
    }

    /// Of a list the entries' type, of a map the values'.
    Class<?> entry() {
      Type[] parameters = ((ParameterizedType) type).getActualTypeArguments();
      return (Class<?>) parameters[parameters.length - 1];
    }

    boolean isList() {
      return Collection.class.isAssignableFrom(raw());
    }

    boolean isMap() {
      return Map.class.isAssignableFrom(raw());
    }
  }

  /// In the order of the record's components.
  static List<Field> of(Class<?> section) {
    return Arrays.stream(section.getRecordComponents()).map(RecordFields::field).toList();
  }

  /// Makes a record by its canonical constructor.
  ///
  /// @param values in the order of its components
  /// @throws Exception as the constructor throws it
  static Object construct(Class<?> type, @Nullable Object[] values) throws Exception {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause() instanceof Exception cause ? cause : thrown;
    }
  }

  /// The first field of a record, or of those in it, that has no value and must have one.
  static Optional<String> missing(Object value) {
    return switch (value) {
      case Record section -> missing(section);
      case List<?> list -> list.stream().flatMap(entry -> missing(entry).stream()).findFirst();
      default -> Optional.empty();
    };
  }

  private static Optional<String> missing(Record section) {
    for (RecordComponent component : section.getClass().getRecordComponents()) {
      Object value = value(component, section);
      String name = NAMES.translate(component.getName());
      if (value != null) {
        Optional<String> within = missing(value);
        if (within.isPresent()) {
          return within.map(field -> name + "." + field);
        }
      } else if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  private static @Nullable Object value(RecordComponent component, Record section) {
    try {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(section);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Field field(RecordComponent component) {
    JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
    return new Field(
        NAMES.translate(component.getName()),
        component.getGenericType(),
        property != null && property.required());
  }
}
