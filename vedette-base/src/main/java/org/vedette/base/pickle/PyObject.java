package org.vedette.base.pickle;

import java.util.Arrays;
import java.util.Collection;

/**
 * An instance of a Python class that Vedette keeps as data only: how it was made and the state it
 * saved, enough to write it again.
 */
public final class PyObject implements PyNode {
  private final PyGlobal type;
  private final PyTuple args;
  private final boolean called;
  private Object state;

  private PyObject(PyGlobal type, PyTuple args, boolean called) {
    this.type = type;
    this.args = args;
    this.called = called;
  }

  /** An object that Python makes by {@code type.__new__(type, *args)}. */
  public static PyObject create(PyGlobal type, PyTuple args) {
    return new PyObject(type, args, false);
  }

  /** An object that Python makes by {@code type(*args)}. */
  public static PyObject call(PyGlobal type, PyTuple args) {
    return new PyObject(type, args, true);
  }

  /** The class, or the function that makes the object. */
  public PyGlobal type() {
    return type;
  }

  /** The arguments it is made from. */
  public PyTuple args() {
    return args;
  }

  /** Whether Python makes it by a call rather than by {@code __new__}. */
  public boolean isCalled() {
    return called;
  }

  /** The state: most often a dict of attributes; null when it saved none. */
  public Object state() {
    return state;
  }

  /** Replaces the state. */
  public void setState(Object value) {
    this.state = value;
  }

  @Override
  public Collection<?> children() {
    return Arrays.asList(args, state);
  }

  @Override
  public String toString() {
    return "<" + type + ">";
  }
}
