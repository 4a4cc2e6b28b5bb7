package io.churnflow.runtime.mlflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.churnflow.runtime.UsageException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MlflowSettingsTest {
  private static final String URI_NAME = "MLFLOW_TRACKING_URI";

  @Test
  void waitsAMinuteUnlessTold() {
    MlflowSettings settings = MlflowSettings.of(Map.of(URI_NAME, "http://127.0.0.1:5000/"));

    assertEquals(URI.create("http://127.0.0.1:5000"), settings.uri());
    assertEquals(Duration.ofMinutes(1), settings.timeout());
    assertEquals(Optional.empty(), settings.authorization());
  }

  @Test
  void readsItsTimeLimit() {
    MlflowSettings settings =
        MlflowSettings.of(
            Map.of(URI_NAME, "https://mlflow/prefix", "CHURNFLOW_MLFLOW_TIMEOUT", "7"));

    assertEquals(Duration.ofSeconds(7), settings.timeout());
  }

  @Test
  void sendsUserNameAndPasswordAsBasic() {
    MlflowSettings settings =
        MlflowSettings.of(
            Map.of(
                URI_NAME,
                "http://127.0.0.1:5000",
                "MLFLOW_TRACKING_USERNAME",
                "Aladdin",
                "MLFLOW_TRACKING_PASSWORD",
                "open sesame"));

    // The example of RFC 7617, section 2.
    assertEquals(Optional.of("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="), settings.authorization());
    assertFalse(settings.toString().contains("sesame"));
  }

  @Test
  void sendsATokenAsBearer() {
    MlflowSettings settings =
        MlflowSettings.of(
            Map.of(URI_NAME, "http://127.0.0.1:5000", "MLFLOW_TRACKING_TOKEN", "abc"));

    assertEquals(Optional.of("Bearer abc"), settings.authorization());
  }

  @Test
  void rejectsAMissingAddress() {
    assertThrows(UsageException.class, () -> MlflowSettings.of(Map.of()));
  }

  @Test
  void rejectsAnAddressThatIsNotOfTheWeb() {
    assertThrows(UsageException.class, () -> MlflowSettings.of(Map.of(URI_NAME, "sqlite:///m.db")));
  }

  @Test
  void rejectsCredentialsInTheAddressWithoutRepeatingThem() {
    UsageException refused =
        assertThrows(
            UsageException.class,
            () -> MlflowSettings.of(Map.of(URI_NAME, "http://ada:hidden@127.0.0.1:5000")));

    assertFalse(refused.toString().contains("hidden"));
  }

  @Test
  void rejectsAPasswordWithoutAUserName() {
    assertThrows(
        UsageException.class,
        () ->
            MlflowSettings.of(
                Map.of(URI_NAME, "http://127.0.0.1:5000", "MLFLOW_TRACKING_PASSWORD", "x")));
  }

  @Test
  void rejectsALimitThatIsNoWholeNumberOfSeconds() {
    assertThrows(
        UsageException.class,
        () ->
            MlflowSettings.of(
                Map.of(URI_NAME, "http://127.0.0.1:5000", "CHURNFLOW_MLFLOW_TIMEOUT", "1.5")));
  }
}
