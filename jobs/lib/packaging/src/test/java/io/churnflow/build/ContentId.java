package io.churnflow.build;

/// Has the placeholder that packaging replaces.
public final class ContentId {
  private ContentId() {}

  public static String value() {
    return "0000000000000000000000000000000000000000000000000000000000000000";
  }
}
