package org.vedette.base.pickle;

/**
 * What the names in a pickle stand for: the allow-list. Every method throws {@link PickleException}
 * for what it does not know.
 */
public interface PickleGlobals {
  /** Admits a class or function that the pickle names; {@code name} may be dotted. */
  PyGlobal global(String module, String name);

  /** The value of {@code callable(*args)}, built from data alone. */
  Object call(PyGlobal callable, PyTuple args, Budget budget);

  /** The value of {@code type.__new__(type, *args)}, built from data alone. */
  Object newObject(PyGlobal type, PyTuple args, Budget budget);

  /** Gives {@code target} the state that its class saved. */
  void setState(Object target, Object state);

  /** The object outside the pickle that {@code id} names. */
  Object persistent(Object id);
}
