package org.vedette.api.doctor;

/**
 * One thing that the doctor looked at.
 *
 * @param name what it is, such as {@code libtorch}
 * @param state how it stands
 * @param detail what was found
 * @param advice what to do; empty when nothing needs doing
 */
public record Finding(String name, State state, String detail, String advice) {
  /** How a thing stands. */
  public enum State {
    /** As it should be. */
    OK,
    /** It works, but there is something to know. */
    NOTE,
    /** It keeps Vedette from working. */
    BAD
  }

  static Finding ok(String name, String detail) {
    return new Finding(name, State.OK, detail, "");
  }

  static Finding note(String name, String detail, String advice) {
    return new Finding(name, State.NOTE, detail, advice);
  }

  static Finding bad(String name, String detail, String advice) {
    return new Finding(name, State.BAD, detail, advice);
  }
}
