package org.vedette.tensor.checkpoint;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.vedette.base.pickle.Budget;
import org.vedette.base.pickle.PickleException;
import org.vedette.base.pickle.PickleGlobals;
import org.vedette.base.pickle.PickleReader;
import org.vedette.base.pickle.PyBytes;
import org.vedette.base.pickle.PyDict;
import org.vedette.base.pickle.PyGlobal;
import org.vedette.base.pickle.PyList;
import org.vedette.base.pickle.PyObject;
import org.vedette.base.pickle.PySet;
import org.vedette.base.pickle.PyTuple;

/** The meaning of the names in a checkpoint's pickle: data for what is allowed, an error else. */
final class CheckpointGlobals implements PickleGlobals {
  /** Finds the storage that a persistent id names. */
  interface Storages {
    /**
     * The storage of a persistent id.
     *
     * @param type the storage class's element type, null for untyped storages
     * @param key the name of the storage
     * @param id the whole id: ("storage", class, key, device, elements, ...)
     */
    TypedStorage find(ElementType type, String key, PyTuple id);
  }

  private final Storages storages;

  CheckpointGlobals(Storages storages) {
    this.storages = storages;
  }

  /** For files that have no storages of their own. */
  static CheckpointGlobals withoutStorages() {
    return new CheckpointGlobals(
        (type, key, id) -> {
          throw new PickleException("it refers to storage " + key + " of another file");
        });
  }

  @Override
  public PyGlobal global(String module, String name) {
    PyGlobal global = AllowedClasses.normalize(module, name);
    if (!AllowedClasses.isAllowed(global)) {
      throw refused(global);
    }
    return global;
  }

  private static PickleException refused(PyGlobal global) {
    return PickleException.refused(
        "the file wants Python to import and run "
            + global
            + ", which no checkpoint of weights needs; nothing of it was run. If you trust the file,"
            + " save only its state_dict again with PyTorch");
  }

  @Override
  public Object call(PyGlobal callable, PyTuple args, Budget budget) {
    if (AllowedClasses.isDict(callable)) {
      return dict(callable, args, budget);
    }
    if (AllowedClasses.isList(callable)) {
      return list(callable, args, budget);
    }
    if (AllowedClasses.isOpaque(callable)) {
      return PyObject.call(callable, args);
    }
    return switch (callable.toString()) {
      case "builtins.set" -> set(false, args, budget);
      case "builtins.frozenset" -> set(true, args, budget);
      case "builtins.bytes" -> {
        // How protocol 2 writes the memory of an empty array.
        require(args.isEmpty(), "bytes made from something");
        yield PyBytes.of();
      }
      case "builtins.getattr" -> attribute(args);
      case "_codecs.encode" -> encode(args, budget);
      case "copyreg._reconstructor" -> reconstruct(args, budget);
      case "torch.Size" -> size(args);
      case "torch.serialization._get_layout" -> new PyGlobal("torch", layout(args));
      default -> arrays(callable, args);
    };
  }

  private static Object arrays(PyGlobal callable, PyTuple args) {
    return switch (callable.module()) {
      case "numpy",
          "numpy.core.multiarray",
          "numpy._core.multiarray",
          "numpy.core.numeric",
          "numpy._core.numeric" ->
          NumpyGlobals.call(callable, args);
      case "torch._utils", "torch._tensor" -> TensorGlobals.call(callable, args);
      default -> throw refused(callable);
    };
  }

  @Override
  public Object newObject(PyGlobal type, PyTuple args, Budget budget) {
    if (AllowedClasses.isOpaque(type)) {
      return PyObject.create(type, args);
    }
    if (AllowedClasses.isDict(type) || AllowedClasses.isList(type) || isSet(type)) {
      return call(type, args, budget);
    }
    throw refused(type);
  }

  private static boolean isSet(PyGlobal type) {
    return type.toString().equals("builtins.set") || type.toString().equals("builtins.frozenset");
  }

  private static PyDict dict(PyGlobal type, PyTuple args, Budget budget) {
    PyDict dict = new PyDict(type);
    PyTuple content = args;
    if (type.simpleName().equals("defaultdict") && !args.isEmpty()) {
      require(
          args.get(0) == null || args.get(0) instanceof PyGlobal,
          "a defaultdict whose factory is no class");
      dict.setDefaultFactory((PyGlobal) args.get(0));
      content = PyTuple.copyOf(args.subList(1, args.size()));
    }
    if (content.isEmpty() || content.get(0) == null) {
      return dict;
    }
    if (content.get(0) instanceof PyDict other) {
      budget.steps(other.size());
      dict.putAll(other);
    } else {
      for (Object pair : elements(content.get(0), budget)) {
        List<Object> entry = elements(pair, budget);
        require(entry.size() == 2, "a dict made from something else than pairs");
        dict.put(entry.get(0), entry.get(1));
      }
    }
    return dict;
  }

  private static PyList list(PyGlobal type, PyTuple args, Budget budget) {
    PyList list = new PyList(type);
    if (!args.isEmpty()) {
      list.addAll(elements(args.get(0), budget));
    }
    if (args.size() > 1 && args.get(1) != null) {
      require(args.get(1) instanceof Long, "a deque whose bound is no number");
      list.setMaxLength((Long) args.get(1));
    }
    return list;
  }

  private static PySet set(boolean frozen, PyTuple args, Budget budget) {
    PySet set = new PySet(frozen);
    if (!args.isEmpty()) {
      set.addAll(elements(args.get(0), budget));
    }
    return set;
  }

  private static List<Object> elements(Object value, Budget budget) {
    if (value instanceof PyList list) {
      budget.steps(list.size());
      return list;
    }
    if (value instanceof PyTuple tuple) {
      budget.steps(tuple.size());
      return tuple;
    }
    if (value instanceof PySet set) {
      budget.steps(set.size());
      return List.copyOf(set);
    }
    throw new PickleException("elements are taken from " + PickleReader.describe(value));
  }

  /**
   * A bound name such as {@code getattr(HistoryBuffer, 'min')}; of any other owner it is refused.
   */
  private static PyGlobal attribute(PyTuple args) {
    if (args.size() == 2
        && args.get(0) instanceof PyGlobal owner
        && args.get(1) instanceof String name
        && AllowedClasses.isMethod(owner, name)) {
      return new PyGlobal(owner.module(), owner.name() + "." + name);
    }
    throw PickleException.refused(
        "the file wants Python to take an attribute of "
            + (args.isEmpty() ? "nothing" : PickleReader.describe(args.get(0)))
            + "; nothing of it was run");
  }

  /** {@code _codecs.encode(text, "latin1")}: how protocol 2 writes bytes. */
  private static PyBytes encode(PyTuple args, Budget budget) {
    require(
        args.size() == 2
            && args.get(0) instanceof String
            && ("latin1".equals(args.get(1)) || "latin-1".equals(args.get(1))),
        "bytes in another form than latin-1 text");
    String text = (String) args.get(0);
    budget.bytes(text.length());
    return PyBytes.latin1(text);
  }

  private static Object reconstruct(PyTuple args, Budget budget) {
    require(
        args.size() == 3 && args.get(0) instanceof PyGlobal, "a malformed object of protocol 0");
    PyGlobal type = (PyGlobal) args.get(0);
    if (AllowedClasses.isOpaque(type)) {
      return PyObject.create(type, PyTuple.EMPTY);
    }
    PyTuple content = args.get(2) == null ? PyTuple.EMPTY : PyTuple.of(args.get(2));
    if (AllowedClasses.isDict(type)) {
      return dict(type, content, budget);
    }
    if (AllowedClasses.isList(type)) {
      return list(type, content, budget);
    }
    throw refused(type);
  }

  private static PyTuple size(PyTuple args) {
    return args.isEmpty()
        ? PyTuple.EMPTY
        : PyTuple.of(
            Arrays.stream(NumpyArray.longs(args.get(0), "a torch.Size")).boxed().toArray());
  }

  private static String layout(PyTuple args) {
    require(
        args.size() == 1 && "torch.strided".equals(args.get(0)),
        "a tensor layout other than torch.strided");
    return "strided";
  }

  @Override
  public void setState(Object target, Object state) {
    if (target instanceof NumpyDtype dtype) {
      dtype.setState(state);
    } else if (target instanceof NumpyArray array && !array.isScalar()) {
      array.setState(state);
    } else if (target instanceof PyObject object) {
      object.setState(state);
    } else if (target instanceof PyDict dict && state instanceof PyDict values) {
      setDictState(dict, values);
    } else if (target instanceof PyDict dict && dict.type().module().startsWith("addict")) {
      require(state instanceof PyTuple, "the state of an addict.Dict is malformed");
    } else {
      throw PickleException.refused(
          "it sets a state on "
              + PickleReader.describe(target)
              + " from "
              + PickleReader.describe(state));
    }
  }

  /** Attributes of a dict's object; addict saves the items themselves, once more, as the state. */
  @SuppressWarnings("ReferenceEquality") // Whether it is the same object, not an equal one.
  private static void setDictState(PyDict dict, PyDict state) {
    if (state != dict && !dict.isPlain()) {
      dict.setAttributes(state);
    } else {
      require(state == dict, "a state for a plain dict");
    }
  }

  @Override
  public Object persistent(Object id) {
    if (!(id instanceof PyTuple tuple) || tuple.size() < 5 || !"storage".equals(tuple.get(0))) {
      throw PickleException.refused(
          id instanceof PyTuple tuple && !tuple.isEmpty() && "module".equals(tuple.get(0))
              ? "a whole pickled model; save its state_dict instead"
              : "an outside object that is no storage");
    }
    if (!(tuple.get(1) instanceof PyGlobal type)) {
      throw new PickleException("a storage without its class");
    }
    return storages.find(elementType(type), key(tuple.get(2)), tuple);
  }

  private static ElementType elementType(PyGlobal type) {
    if (type.simpleName().equals("UntypedStorage")) {
      return null;
    }
    return ElementType.ofStorageClass(type.module().equals("torch") ? type.name() : "")
        .orElseThrow(() -> new PickleException(type + " is no storage"));
  }

  private static String key(Object key) {
    if (key instanceof String || key instanceof Long) {
      return key.toString();
    }
    throw new PickleException("a storage named by " + PickleReader.describe(key));
  }

  static void require(boolean holds, String problem) {
    if (!holds) {
      throw new PickleException(problem);
    }
  }

  /** The number of elements in a persistent id. */
  static long elements(PyTuple id) {
    if (id.get(4) instanceof Long count && count >= 0) {
      return count;
    }
    throw new PickleException("a storage whose size is " + PickleReader.describe(id.get(4)));
  }

  /** Bytes of {@code count} elements. */
  static long byteLength(ElementType type, long count) {
    try {
      return type == null ? count : Math.multiplyExact(count, type.bytes());
    } catch (ArithmeticException e) {
      throw new PickleException("a storage of " + count + " elements");
    }
  }

  /** Whether a metadata dict asks for something that changes values, such as conjugation. */
  static boolean isPlainMetadata(Object metadata) {
    return !(metadata instanceof Map<?, ?> map) || !map.containsValue(true);
  }
}
