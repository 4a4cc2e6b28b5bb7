package io.churnflow.build;

/// Says which build of a job's code is running.
///
/// Packaging replaces the zeros below, in the class file, by the SHA-256 of everything else in the
/// fat jar, and writes the same digits to the jar's resource [#RESOURCE]. An AOT cache keeps the
/// class as it was when the cache was made, while the resource is always read from the jar itself:
/// where the two differ, the cache is stale.
public final class ContentId {
  /// The jar's resource that holds the same digits, and nothing else.
  public static final String RESOURCE = "/META-INF/churnflow/content-id";

  private ContentId() {}

  /// 64 hexadecimal digits; zeros outside a packaged jar. A method, since javac would copy a
  /// constant into its callers.
  public static String value() {
    return "0000000000000000000000000000000000000000000000000000000000000000";
  }
}
