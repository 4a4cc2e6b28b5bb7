package io.churnflow.runtime;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.churnflow.contracts.pipeline.Contract;
import io.churnflow.contracts.pipeline.Pipeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;

/// Reads pipeline files: strictly, in bounded memory, with errors that name file, field and value.
public final class PipelineFile {
  /// The longest file.
  public static final int MOST_BYTES = 1 << 20;

  private static final int DEEPEST_NESTING = 50;

  /// As `dags/churnflow_dags/releases.py` has it.
  private static final Pattern RELEASE_LINE =
      Pattern.compile(
          "^release:[ \\t]*([^\\r\\n]*?)[ \\t]*(?:#[^\\r\\n]*)?\\r?$",
          Pattern.MULTILINE | Pattern.UNIX_LINES);

  private static final Pattern QUOTES = Pattern.compile("^[\"']+|[\"']+$");
  static final YAMLMapper MAPPER = mapper();
  private static final ObjectReader READER = MAPPER.readerFor(Pipeline.class);

  private PipelineFile() {}

  /// Reads and checks a pipeline file.
  ///
  /// @throws UsageException where it is missing, too long, no YAML, or not a pipeline
  public static Pipeline read(Path file) {
    return parse(bytes(file), file);
  }

  /// SHA-256 of a data contract, which a model file carries; its phrases are left out.
  public static String contractSha256(Contract contract) {
    return Digests.sha256(Json.line(contract.dataOnly()));
  }

  /// Makes ready what reading takes.
  static void prepare() {
    // The class's initialiser does it.
  }

  /// @throws UsageException where it is missing or too long
  /// @throws java.io.UncheckedIOException where it is there and cannot be read at the moment
  static byte[] bytes(Path file) {
    String where = "pipeline file " + file;
    try {
      // Not Files.isRegularFile: to that, whatever cannot be asked for at the moment is no file.
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      if (!found.isRegularFile()) {
        throw new UsageException(where + ": expected a file, found none");
      }
      if (found.size() > MOST_BYTES) {
        throw new UsageException(
            "%s: expected at most %d bytes, found %d".formatted(where, MOST_BYTES, found.size()));
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException missing) {
      throw new UsageException(where + ": expected a file, found none", missing);
    } catch (IOException unreadable) {
      throw FileTrouble.ofReading(where, unreadable);
    }
  }

  /// Reads and checks the bytes of a pipeline file.
  ///
  /// @param file names them in messages
  /// @throws UsageException where they are no YAML, or not a pipeline
  public static Pipeline parse(byte[] bytes, Path file) {
    Pipeline pipeline;
    try {
      pipeline = READER.readValue(PipelineText.of(bytes, file));
    } catch (IOException | StackOverflowError broken) {
      throw new UsageException(
          "pipeline file %s: %s".formatted(file, PipelineErrors.explain(broken)), broken);
    }
    if (pipeline == null) {
      throw new UsageException(
          "pipeline file %s: expected fields such as format and name, found nothing"
              .formatted(file));
    }
    expectReleaseLine(pipeline, bytes, file);
    return pipeline;
  }

  /// The DAGs read nothing of the file but this line, before any job has seen it: what they read
  /// has to be what stands there as YAML.
  private static void expectReleaseLine(Pipeline pipeline, byte[] bytes, Path file) {
    List<String> found =
        RELEASE_LINE
            .matcher(new String(bytes, StandardCharsets.UTF_8))
            .results()
            .map(line -> QUOTES.matcher(line.group(1)).replaceAll(""))
            .toList();
    List<String> expected = pipeline.release() == null ? List.of() : List.of(pipeline.release());
    if (!found.equals(expected) && !(expected.isEmpty() && found.equals(List.of("null")))) {
      throw new UsageException(
          "pipeline file %s: release: expected one line 'release: <version>', or none, that begins"
                  .formatted(file)
              + " with it, found %d such lines and %s in YAML"
                  .formatted(
                      found.size(),
                      pipeline.release() == null ? "no release" : "'" + pipeline.release() + "'"));
    }
  }

  private static YAMLMapper mapper() {
    LoaderOptions limits = new LoaderOptions();
    limits.setCodePointLimit(MOST_BYTES);
    limits.setNestingDepthLimit(DEEPEST_NESTING);
    limits.setMaxAliasesForCollections(0);
    return YAMLMapper.builder(new PlainYaml(limits))
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .enable(
            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
            DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
        .withCoercionConfig(
            LogicalType.Textual,
            texts -> {
              texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
              texts.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
              texts.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
            })
        .build();
  }
}
