package io.churnflow.runtime.mlflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.churnflow.runtime.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CreateOnceTest {
  private final List<String> created = new ArrayList<>();

  @Test
  void createsNothingWhereItIsThere() {
    created.add("earlier");

    assertEquals("earlier", CreateOnce.of(budget(5), this::find, () -> create("later")));
  }

  @Test
  void findsWhatWasCreatedWithoutAnAnswer() {
    String found =
        CreateOnce.of(
            budget(5),
            this::find,
            () -> {
              create("once");
              throw new UnavailableException("the answer was lost");
            });

    assertEquals("once", found);
    assertEquals(List.of("once"), created);
  }

  @Test
  void createsAgainWhereNothingCameOfTheFirstTry() {
    String found =
        CreateOnce.of(
            budget(5),
            this::find,
            () -> {
              if (created.isEmpty() && tries++ == 0) {
                throw new UnavailableException("lost on the way");
              }
              return create("second");
            });

    assertEquals("second", found);
  }

  @Test
  void takesWhatAnotherCreatedFirst() {
    String found =
        CreateOnce.of(
            budget(5),
            this::find,
            () -> {
              create("the other's");
              throw new MlflowError(400, "RESOURCE_ALREADY_EXISTS", "there");
            });

    assertEquals("the other's", found);
  }

  @Test
  void givesUpWhenItsTimeIsOver() {
    assertThrows(
        UnavailableException.class,
        () ->
            CreateOnce.of(
                budget(1),
                this::find,
                () -> {
                  throw new UnavailableException("down");
                }));
  }

  private int tries;

  private static Budget budget(int seconds) {
    return new Budget(Duration.ofSeconds(seconds));
  }

  private Optional<String> find() {
    return created.stream().findFirst();
  }

  private String create(String what) {
    created.add(what);
    return what;
  }
}
