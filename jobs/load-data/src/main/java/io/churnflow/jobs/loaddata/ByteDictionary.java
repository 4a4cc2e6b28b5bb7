package io.churnflow.jobs.loaddata;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Distinct texts with their codes, found by their bytes. A text that is new gets the next code.
final class ByteDictionary {
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private byte[][] texts;
  private int size;

  /// Code + 1 of the text at home there, or at the next free place behind it; 0 is free.
  private int[] slots;

  private ByteDictionary(byte[][] texts, int size, int[] slots) {
    this.texts = texts;
    this.size = size;
    this.slots = slots;
  }

  static ByteDictionary of(List<String> known) {
    ByteDictionary dictionary = new ByteDictionary(new byte[16][], 0, new int[64]);
    for (String text : known) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      dictionary.code(bytes, 0, bytes.length);
    }
    return dictionary;
  }

  ByteDictionary copy() {
    return new ByteDictionary(texts.clone(), size, slots.clone());
  }

  /// The code of the text at `from` to before `to`.
  int code(byte[] bytes, int from, int to) {
    int slot = home(bytes, from, to);
    while (slots[slot] != 0) {
      int code = slots[slot] - 1;
      if (Arrays.equals(texts[code], 0, texts[code].length, bytes, from, to)) {
        return code;
      }
      slot = slot + 1 & slots.length - 1;
    }
    slots[slot] = size + 1;
    return add(Arrays.copyOfRange(bytes, from, to));
  }

  private int add(byte[] text) {
    if (size == texts.length) {
      texts = Arrays.copyOf(texts, 2 * size);
    }
    texts[size++] = text;
    if (4 * size > slots.length) {
      rehash();
    }
    return size - 1;
  }

  private void rehash() {
    slots = new int[4 * slots.length];
    for (int code = 0; code < size; code++) {
      int slot = home(texts[code], 0, texts[code].length);
      while (slots[slot] != 0) {
        slot = slot + 1 & slots.length - 1;
      }
      slots[slot] = code + 1;
    }
  }

  private int home(byte[] bytes, int from, int to) {
    long hash = to - from;
    int place = from;
    for (; place + Long.BYTES <= to; place += Long.BYTES) {
      hash = mix(hash ^ Words.at(bytes, place));
    }
    long rest = 0;
    if (place < to && place + Long.BYTES <= bytes.length) {
      rest = Words.at(bytes, place) & (1L << Byte.SIZE * (to - place)) - 1;
    } else {
      for (int i = to - 1; i >= place; i--) {
        rest = rest << Byte.SIZE | bytes[i] & 0xFF;
      }
    }
    return (int) mix(hash ^ rest) & slots.length - 1;
  }

  private static long mix(long hash) {
    long product = hash * FACTOR;
    return product ^ product >>> 32;
  }

  int size() {
    return size;
  }

  /// The texts from a code on, in the order of their codes.
  List<String> from(int code) {
    List<String> some = new ArrayList<>(size - code);
    for (int i = code; i < size; i++) {
      some.add(new String(texts[i], StandardCharsets.UTF_8));
    }
    return some;
  }
}
