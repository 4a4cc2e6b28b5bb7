package io.churnflow.runtime;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.Reader;
import org.yaml.snakeyaml.LoaderOptions;

/// YAML without aliases: Jackson would take `*name` for the text `name`, where every other reader
/// takes it for what stands at `&name`.
final class PlainYaml extends YAMLFactory {
  private static final long serialVersionUID = 1L;

  PlainYaml(LoaderOptions limits) {
    super(YAMLFactory.builder().loaderOptions(limits));
  }

  @Override
  protected YAMLParser _createParser(Reader text, IOContext context) throws IOException {
    return new Parser(
        context, _parserFeatures, _yamlParserFeatures, _loaderOptions, getCodec(), text);
  }

  private static final class Parser extends YAMLParser {
    Parser(
        IOContext context,
        int features,
        int yamlFeatures,
        LoaderOptions limits,
        ObjectCodec codec,
        Reader text) {
      super(context, features, yamlFeatures, limits, codec, text);
    }

    @Override
    public JsonToken nextToken() throws IOException {
      JsonToken next = super.nextToken();
      if (isCurrentAlias()) {
        throw new JsonParseException(this, "expected no alias, found *" + getText());
      }
      return next;
    }
  }
}
