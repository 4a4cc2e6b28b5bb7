package io.churnflow.reporting.chart;

import io.churnflow.reporting.draw.TextStyle;
import io.churnflow.reporting.draw.Typeface;
import java.awt.Color;
import java.util.List;

/// Colours and letters of every chart. The colours are those of Okabe and Ito ("Color Universal
/// Design", 2008), which people with any kind of colour blindness can tell apart.
public final class Theme {
  /// What the model does.
  public static final Color BLUE = new Color(0x0072B2);

  /// What has been chosen.
  public static final Color VERMILLION = new Color(0xD55E00);

  /// What a model is held against.
  public static final Color GREY = new Color(0x7B8794);

  /// Customers who stayed, beside those who left in blue.
  public static final Color BIN = new Color(0xCBD2D9);

  /// The fullest cell of a matrix; anything emptier is mixed with white.
  public static final Color DEEP_BLUE = new Color(0x004D80);

  /// Others beside what is in [#BLUE], told apart in this order.
  public static final List<Color> OTHERS =
      List.of(
          new Color(0xE69F00),
          new Color(0x009E73),
          new Color(0xCC79A7),
          new Color(0x56B4E9),
          new Color(0x6B4C9A),
          new Color(0x8C6D31),
          new Color(0x4D4D4D));

  /// Text.
  public static final Color INK = new Color(0x1F2933);

  static final Color FRAME = new Color(0x9AA5B1);
  static final Color GRID = new Color(0xE4E7EB);

  static final TextStyle TITLE = new TextStyle(Typeface.MEDIUM, 19, INK);
  static final TextStyle SUBTITLE = new TextStyle(Typeface.REGULAR, 12.5, new Color(0x52606D));
  static final TextStyle AXIS_TITLE = new TextStyle(Typeface.MEDIUM, 13, INK);
  static final TextStyle LABEL = new TextStyle(Typeface.REGULAR, 12, new Color(0x3E4C59));
  static final TextStyle NAME = new TextStyle(Typeface.MEDIUM, 12.5, INK);

  private Theme() {}

  /// A colour so many parts of 1 from white to another one.
  ///
  /// @param share in [0, 1]
  static Color tint(Color full, double share) {
    return new Color(
        mixed(full.getRed(), share), mixed(full.getGreen(), share), mixed(full.getBlue(), share));
  }

  private static int mixed(int channel, double share) {
    return (int) Math.round(255 + (channel - 255) * share);
  }
}
