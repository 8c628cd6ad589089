package org.vedette.base.pickle;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vedette.base.CheckpointException;

/**
 * Writes plain data as a pickle of protocol 2, the one PyTorch writes. The same value gives the
 * same bytes.
 *
 * <p>Takes what {@link PickleReader} gives, and Java's own: {@code Map} becomes a dict in its
 * order, {@code List} a list, {@code Set} a set, {@code Integer} an int, {@code Float} a float,
 * {@code byte[]} bytes. An object that occurs twice is written once, as Python does.
 */
public final class PickleWriter {
  /** Writes values that this class does not know, by the public methods of the writer. */
  public interface Extension {
    /** Writes {@code value}, or returns false. */
    boolean write(Object value, PickleWriter out);
  }

  /** Python's own batch size. */
  private static final int BATCH = 1000;

  private static final PyGlobal ENCODE = new PyGlobal("_codecs", "encode");
  private static final PyGlobal GETATTR = new PyGlobal("builtins", "getattr");
  private static final Map<String, String> PYTHON2_MODULES =
      Map.of("builtins", "__builtin__", "copyreg", "copy_reg");

  private final PickleOutput out = new PickleOutput();
  private final Extension extension;
  private final Map<Object, Integer> equalMemo = new HashMap<>();
  private final IdentityHashMap<Object, Integer> identityMemo = new IdentityHashMap<>();
  private int memoSize;
  private int depth;

  private PickleWriter(Extension extension) {
    this.extension = extension;
  }

  /**
   * The pickle of a value.
   *
   * @throws CheckpointException when the value holds something that has no Python form, or is
   *     nested deeper than {@link TreeCheck#MAX_DEPTH}
   */
  public static byte[] write(Object root, Extension extension) {
    PickleWriter writer = new PickleWriter(extension);
    writer.out.op(0x80);
    writer.out.uint8(2);
    writer.save(root);
    writer.out.op('.');
    return writer.out.toByteArray();
  }

  /** Writes a value within another. */
  public void save(Object value) {
    if (++depth > TreeCheck.MAX_DEPTH) {
      throw new CheckpointException(
          "cannot save: objects nested deeper than " + TreeCheck.MAX_DEPTH);
    }
    if (!saveScalar(value) && !recall(value) && !saveContainer(value)) {
      if (!extension.write(value, this)) {
        throw new CheckpointException(
            "cannot save a " + value.getClass().getName() + ": it has no Python form");
      }
    }
    depth--;
  }

  /** Writes {@code callable(*args)} and remembers it as {@code value}. */
  public void saveCall(Object value, PyGlobal callable, Object... args) {
    save(callable);
    saveTuple(args);
    out.op('R');
    remember(value);
  }

  /** Writes a reference to an object outside the pickle. */
  public void savePersistent(Object... id) {
    saveTuple(id);
    out.op('Q');
  }

  /** Gives the object just written a state. */
  public void saveState(Object state) {
    save(state);
    out.op('b');
  }

  private boolean saveScalar(Object value) {
    if (value == null) {
      out.op('N');
    } else if (value instanceof Boolean truth) {
      out.op(truth ? 0x88 : 0x89);
    } else if (value instanceof Integer || value instanceof Long || value instanceof Short) {
      saveInt(((Number) value).longValue());
    } else if (value instanceof BigInteger number) {
      saveBig(number);
    } else if (value instanceof Double || value instanceof Float) {
      out.op('G');
      out.float64(((Number) value).doubleValue());
    } else if (value instanceof PyTuple tuple && tuple.isEmpty()) {
      out.op(')');
    } else {
      return false;
    }
    return true;
  }

  private void saveInt(long value) {
    if (value >= 0 && value < 1 << 8) {
      out.op('K');
      out.uint8((int) value);
    } else if (value >= 0 && value < 1 << 16) {
      out.op('M');
      out.uint16((int) value);
    } else if (value == (int) value) {
      out.op('J');
      out.int32((int) value);
    } else {
      saveBig(BigInteger.valueOf(value));
    }
  }

  private void saveBig(BigInteger value) {
    byte[] bigEndian = value.toByteArray();
    if (bigEndian.length < 256) {
      out.op(0x8a);
      out.uint8(bigEndian.length);
    } else {
      out.op(0x8b);
      out.int32(bigEndian.length);
    }
    for (int i = bigEndian.length - 1; i >= 0; i--) {
      out.uint8(bigEndian[i]);
    }
  }

  private boolean saveContainer(Object value) {
    if (value instanceof String text) {
      saveText(text);
    } else if (value instanceof PyGlobal global) {
      saveGlobal(global);
    } else if (value instanceof PyBytes bytes) {
      saveBytes(bytes, bytes.toArray());
    } else if (value instanceof byte[] bytes) {
      saveBytes(value, bytes);
    } else if (value instanceof PyTuple tuple) {
      saveTuple(tuple.toArray());
      remember(tuple);
    } else if (value instanceof PyObject object) {
      saveObject(object);
    } else if (value instanceof Map<?, ?> map) {
      saveDict(map);
    } else if (value instanceof Set<?> set) {
      boolean frozen = value instanceof PySet own && own.isFrozen();
      PyGlobal type = new PyGlobal("builtins", frozen ? "frozenset" : "set");
      saveCall(set, type, new ArrayList<Object>(set));
    } else if (value instanceof List<?> list) {
      saveList(list);
    } else {
      return false;
    }
    return true;
  }

  private void saveText(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.op('X');
    out.int32(utf8.length);
    out.raw(utf8);
    remember(text);
  }

  /** A class by name; a name with dots becomes an attribute, as protocol 2 requires. */
  private void saveGlobal(PyGlobal global) {
    int dot = global.name().lastIndexOf('.');
    if (dot >= 0) {
      PyGlobal owner = new PyGlobal(global.module(), global.name().substring(0, dot));
      saveCall(global, GETATTR, owner, global.simpleName());
      return;
    }
    String module = PYTHON2_MODULES.getOrDefault(global.module(), global.module());
    out.op('c');
    out.raw((module + "\n" + global.name() + "\n").getBytes(StandardCharsets.UTF_8));
    remember(global);
  }

  private void saveBytes(Object key, byte[] bytes) {
    saveCall(key, ENCODE, new String(bytes, StandardCharsets.ISO_8859_1), "latin1");
  }

  private void saveTuple(Object[] items) {
    if (items.length == 0) {
      out.op(')');
      return;
    }
    if (items.length > 3) {
      out.op('(');
    }
    for (Object item : items) {
      save(item);
    }
    out.op(items.length > 3 ? 't' : 0x84 + items.length);
  }

  private void saveObject(PyObject object) {
    save(object.type());
    saveTuple(object.args().toArray());
    out.op(object.isCalled() ? 'R' : 0x81);
    remember(object);
    if (object.state() != null) {
      saveState(object.state());
    }
  }

  private void saveDict(Map<?, ?> map) {
    PyDict own = map instanceof PyDict dict && !dict.isPlain() ? dict : null;
    if (own == null) {
      out.op('}');
      remember(map);
    } else if (own.type().simpleName().equals("defaultdict")) {
      saveCall(own, own.type(), own.defaultFactory());
    } else {
      saveCall(own, own.type());
    }
    Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
    while (entries.hasNext()) {
      out.op('(');
      for (int i = 0; i < BATCH && entries.hasNext(); i++) {
        Map.Entry<?, ?> entry = entries.next();
        save(entry.getKey());
        save(entry.getValue());
      }
      out.op('u');
    }
    if (own != null && !own.attributes().isEmpty()) {
      saveState(own.attributes());
    }
  }

  private void saveList(List<?> list) {
    if (list instanceof PyList own && !own.isPlain()) {
      saveCall(own, own.type(), new PyList(), own.maxLength());
    } else {
      out.op(']');
      remember(list);
    }
    Iterator<?> items = list.iterator();
    while (items.hasNext()) {
      out.op('(');
      for (int i = 0; i < BATCH && items.hasNext(); i++) {
        save(items.next());
      }
      out.op('e');
    }
  }

  private static boolean isValue(Object value) {
    return value instanceof String || value instanceof PyGlobal;
  }

  /** Puts the object just written into the memo, so that its next occurrence refers to it. */
  private void remember(Object value) {
    if (isValue(value)) {
      equalMemo.put(value, memoSize);
    } else if (!isEmptyConstant(value)) {
      identityMemo.put(value, memoSize);
    } else {
      return;
    }
    memo('q', 'r', memoSize++);
  }

  /** Java shares its empty collections; two empty lists of Python must stay two. */
  private static boolean isEmptyConstant(Object value) {
    return (value instanceof Map<?, ?> map && map.isEmpty())
        || (value instanceof Collection<?> items && items.isEmpty());
  }

  private boolean recall(Object value) {
    Integer index = isValue(value) ? equalMemo.get(value) : identityMemo.get(value);
    if (index != null) {
      memo('h', 'j', index);
    }
    return index != null;
  }

  private void memo(int shortOpcode, int longOpcode, int index) {
    if (index < 256) {
      out.op(shortOpcode);
      out.uint8(index);
    } else {
      out.op(longOpcode);
      out.int32(index);
    }
  }
}
