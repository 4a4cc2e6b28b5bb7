package io.churnflow.reporting.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypefaceTest {
  private static final String FILE = "/com/formdev/flatlaf/fonts/roboto/Roboto-Regular.ttf";
  private static final int SIZE = 1000;

  /// The JRE's own reader (FreeType) is the oracle, on machines where it starts.
  @ParameterizedTest
  @ValueSource(strings = {"A", "g", "é", "Å", "Ж", "ß", "8", "%", "…", "·", "–", "ﬁ", "1,234", "İ"})
  void widthsAreThoseOfTheJre(String text) throws IOException {
    GlyphVector expected =
        jreFont().createGlyphVector(new FontRenderContext(null, true, true), text);
    assertEquals(
        expected.getLogicalBounds().getWidth(), Typeface.REGULAR.width(text) * SIZE, 0.5, "width");
  }

  @Test
  void cutsOnlyWhatIsTooWide() {
    assertEquals("churn", Typeface.REGULAR.fit("churn", Typeface.REGULAR.width("churn")));
    String cut = Typeface.REGULAR.fit("gradient-boosting", 4);
    assertTrue(cut.endsWith("…") && cut.startsWith("gra"), cut);
    assertTrue(Typeface.REGULAR.width(cut) <= 4, cut);
  }

  private static Font jreFont() throws IOException {
    try (InputStream file = Typeface.class.getResourceAsStream(FILE)) {
      Font font = Font.createFont(Font.TRUETYPE_FONT, Objects.requireNonNull(file));
      return font.deriveFont((float) SIZE);
    } catch (FontFormatException | RuntimeException | LinkageError | InternalError e) {
      return abort("the JRE's font system does not start here: " + e);
    }
  }
}
