package org.vedette.base.proposals;

import java.util.List;
import java.util.Map;
import java.util.Set;
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

/**
 * The names that a file of proposals may use: dicts, MMEngine's {@code InstanceData}, and what
 * numpy stores arrays with. Objects stay as they were saved; {@link NumpyFloats} reads the arrays.
 */
final class ProposalGlobals implements PickleGlobals {
  private static final Set<String> DICTS = Set.of("builtins.dict", "collections.OrderedDict");

  private static final Set<String> SETS = Set.of("builtins.set", "builtins.frozenset");

  private static final Set<String> INSTANCES =
      Set.of("mmengine.structures.instance_data.InstanceData", "mmengine.structures.InstanceData");

  private static final Set<String> NUMPY =
      Set.of(
          "numpy.core.multiarray._reconstruct",
          "numpy._core.multiarray._reconstruct",
          "numpy.core.multiarray.scalar",
          "numpy._core.multiarray.scalar",
          "numpy.core.numeric._frombuffer",
          "numpy._core.numeric._frombuffer",
          "numpy.dtype");

  private static final Set<String> OTHERS =
      Set.of(
          "builtins.object",
          "builtins.bytes",
          "numpy.ndarray",
          "_codecs.encode",
          "copyreg._reconstructor");

  /** Python 2's names of modules. */
  private static final Map<String, String> RENAMED =
      Map.of("__builtin__", "builtins", "copy_reg", "copyreg");

  @Override
  public PyGlobal global(String module, String name) {
    PyGlobal global = new PyGlobal(RENAMED.getOrDefault(module, module), name);
    String whole = global.toString();
    if (List.of(DICTS, SETS, INSTANCES, NUMPY, OTHERS).stream().noneMatch(s -> s.contains(whole))) {
      throw refused(global);
    }
    return global;
  }

  private static PickleException refused(PyGlobal global) {
    boolean tensor = global.module().startsWith("torch");
    return PickleException.refused(
        "the file wants Python to import and run "
            + global
            + "; nothing of it was run. "
            + (tensor
                ? "Upstream reads numpy arrays here, no tensors: save bboxes and scores with"
                    + " .cpu().numpy()"
                : "Proposals need numpy arrays, dicts and InstanceData only"));
  }

  @Override
  public Object call(PyGlobal callable, PyTuple args, Budget budget) {
    String name = callable.toString();
    if (DICTS.contains(name) && args.isEmpty()) {
      return new PyDict();
    }
    if (SETS.contains(name)) {
      return set(args, budget);
    }
    if (NUMPY.contains(name)) {
      return PyObject.call(callable, args);
    }
    if (name.equals("builtins.bytes") && args.isEmpty()) {
      // How protocol 2 writes the memory of an empty array.
      return PyBytes.of();
    }
    return switch (name) {
      case "_codecs.encode" -> encode(args, budget);
      case "copyreg._reconstructor" -> reconstruct(args, budget);
      default -> throw refused(callable);
    };
  }

  @Override
  public Object newObject(PyGlobal type, PyTuple args, Budget budget) {
    if (INSTANCES.contains(type.toString()) && args.isEmpty()) {
      return PyObject.create(type, args);
    }
    if (DICTS.contains(type.toString()) || SETS.contains(type.toString())) {
      return call(type, args, budget);
    }
    throw refused(type);
  }

  /** How protocols 0 and 1 make an instance: {@code _reconstructor(class, object, None)}. */
  private Object reconstruct(PyTuple args, Budget budget) {
    if (args.size() == 3 && args.get(0) instanceof PyGlobal type && args.get(2) == null) {
      return newObject(type, PyTuple.EMPTY, budget);
    }
    throw new PickleException("a malformed object of protocol 0");
  }

  private static PySet set(PyTuple args, Budget budget) {
    PySet set = new PySet(false);
    if (args.size() == 1 && args.get(0) instanceof PyList items) {
      budget.steps(items.size());
      set.addAll(items);
    } else if (!args.isEmpty()) {
      throw new PickleException("a set of " + PickleReader.describe(args.get(0)));
    }
    return set;
  }

  /** {@code _codecs.encode(text, "latin1")}: how protocol 2 writes bytes. */
  private static PyBytes encode(PyTuple args, Budget budget) {
    if (args.size() == 2 && args.get(0) instanceof String text && "latin1".equals(args.get(1))) {
      budget.bytes(text.length());
      return PyBytes.latin1(text);
    }
    throw new PickleException("bytes in another form than latin-1 text");
  }

  @Override
  public void setState(Object target, Object state) {
    if (!(target instanceof PyObject object) || object.state() != null) {
      throw PickleException.refused("it sets a state on " + PickleReader.describe(target));
    }
    object.setState(state);
  }

  @Override
  public Object persistent(Object id) {
    throw PickleException.refused("an object outside of the file");
  }

  /** Whether a value is MMEngine's {@code InstanceData}. */
  static boolean isInstances(Object value) {
    return value instanceof PyObject object && INSTANCES.contains(object.type().toString());
  }
}
