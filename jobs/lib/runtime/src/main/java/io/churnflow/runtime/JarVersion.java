package io.churnflow.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// The version and git commit that packaging wrote into the jar; `unknown` outside a jar.
final class JarVersion implements IVersionProvider {
  private static final String RESOURCE = "/META-INF/churnflow/version.properties";

  @Override
  public String[] getVersion() {
    Properties properties = load();
    return new String[] {
      "churnflow %s (commit %s)".formatted(version(properties), commit(properties))
    };
  }

  static Properties load() {
    Properties properties = new Properties();
    try (InputStream resource = JarVersion.class.getResourceAsStream(RESOURCE)) {
      if (resource != null) {
        properties.load(resource);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return properties;
  }

  static String version(Properties properties) {
    return properties.getProperty("version", "unknown");
  }

  static String commit(Properties properties) {
    return properties.getProperty("commit", "unknown");
  }
}
