package io.churnflow.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CutTest {
  @Test
  void whatFitsStaysAsItIs() {
    assertEquals("four", Cut.to(4, "four"));
  }

  @Test
  void whatIsLongerEndsInAnEllipsis() {
    assertEquals("thr…", Cut.to(4, "three"));
  }

  @Test
  void noCharacterIsCutThrough() {
    assertEquals("ab…", Cut.to(4, "ab😀cd"));
    assertEquals("ab😀…", Cut.to(5, "ab😀cd"));
  }
}
