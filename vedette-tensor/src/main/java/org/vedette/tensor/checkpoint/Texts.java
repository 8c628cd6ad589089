package org.vedette.tensor.checkpoint;

import java.nio.charset.StandardCharsets;
import org.vedette.base.pickle.PickleException;
import org.vedette.base.pickle.PyBytes;

/** Bytes that a pickle carries as text. */
final class Texts {
  private Texts() {}

  /** The bytes that a text of characters up to U+00FF stands for. */
  static PyBytes latin1(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < bytes.length; i++) {
      if ((bytes[i] & 0xff) != text.charAt(i)) {
        throw new PickleException("a text with characters beyond latin-1 where bytes should be");
      }
    }
    return PyBytes.of(bytes);
  }
}
