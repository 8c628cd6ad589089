package org.vedette.base.pickle;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vedette.base.CheckpointException;

/**
 * Reads pickles of protocol 0 to 5 into plain data. Nothing of the file is ever run: whatever it
 * names or calls goes through {@link PickleGlobals}, an allow-list whose entries build data.
 *
 * <p>The result holds {@code null}, {@code Boolean}, {@code Long} or {@code BigInteger}, {@code
 * Double}, {@code String}, {@link PyBytes}, {@link PyList}, {@link PyTuple}, {@link PySet}, {@link
 * PyDict}, {@link PyGlobal}, {@link PyObject} and what the globals make. It has no cycles and is
 * not deeper than {@link TreeCheck#MAX_DEPTH}.
 */
public final class PickleReader {
  private static final int HIGHEST_PROTOCOL = 5;

  private final PickleInput input;
  private final String where;
  private final PickleGlobals globals;
  private final PickleTexts texts;
  private final Budget budget;
  private PickleStack stack = new PickleStack();
  private Map<Long, Object> memo = new HashMap<>();

  /**
   * A reader of the pickles that follow each other in {@code bytes}.
   *
   * @param where names the file in errors
   * @param python2Texts the encoding of Python 2's byte strings; UTF-8 for PyTorch's files, latin-1
   *     for Detectron2's
   */
  public PickleReader(ByteBuffer bytes, String where, PickleGlobals globals, Charset python2Texts) {
    this(bytes, where, globals, python2Texts, Budget.CHECKPOINT_STEPS);
  }

  /**
   * The same for files of another kind than checkpoints.
   *
   * @param maxSteps how many elements the pickles may have in all
   */
  public PickleReader(
      ByteBuffer bytes, String where, PickleGlobals globals, Charset python2Texts, long maxSteps) {
    this.input = new PickleInput(bytes.duplicate());
    this.where = where;
    this.globals = globals;
    this.texts = new PickleTexts(input, python2Texts);
    this.budget = new Budget(bytes.remaining(), maxSteps);
  }

  /** Reads the next pickle; {@link #position} is then behind it. */
  public Object read() {
    int at = input.position();
    try {
      stack = new PickleStack();
      memo = new HashMap<>();
      while (true) {
        at = input.position();
        int opcode = input.unsignedByte();
        budget.steps(1);
        if (opcode == '.') {
          Object result = stack.pop();
          TreeCheck.check(result);
          return result;
        }
        execute(opcode);
      }
    } catch (PickleException e) {
      String kind = e.isRefusal() ? "refused: " : "not a valid pickle: ";
      throw new CheckpointException(where + ": " + kind + e.getMessage() + " (byte " + at + ")", e);
    }
  }

  /** Bytes read so far. */
  public int position() {
    return input.position();
  }

  private void execute(int opcode) {
    if (!literal(opcode) && !container(opcode) && !memory(opcode)) {
      object(opcode);
    }
  }

  private boolean literal(int opcode) {
    switch (opcode) {
      case 'N' -> stack.push(null);
      case 0x88 -> stack.push(true);
      case 0x89 -> stack.push(false);
      case 'I' -> stack.push(texts.intLine());
      case 'L' -> stack.push(texts.longLine());
      case 'F' -> stack.push(texts.floatLine());
      case 'J' -> stack.push((long) input.int32());
      case 'K' -> stack.push((long) input.unsignedByte());
      case 'M' -> stack.push((long) input.unsignedShort());
      case 0x8a -> stack.push(input.integer(input.unsignedByte()));
      case 0x8b -> stack.push(input.integer(input.int32()));
      case 'G' -> stack.push(input.float64());
      case 'S' -> stack.push(texts.quotedLine());
      case 'T' -> stack.push(texts.python2(input.int32()));
      case 'U' -> stack.push(texts.python2(input.unsignedByte()));
      case 'V' -> stack.push(texts.rawUnicodeLine());
      case 'X' -> stack.push(input.text(input.unsignedInt(), StandardCharsets.UTF_8));
      case 0x8c -> stack.push(input.text(input.unsignedByte(), StandardCharsets.UTF_8));
      case 0x8d -> stack.push(input.text(input.int64(), StandardCharsets.UTF_8));
      case 'B' -> stack.push(new PyBytes(input.take(input.unsignedInt())));
      case 'C' -> stack.push(new PyBytes(input.take(input.unsignedByte())));
      case 0x8e -> stack.push(new PyBytes(input.take(input.int64())));
      case 0x96 -> stack.push(byteArray(new PyBytes(input.take(input.int64()))));
      default -> {
        return false;
      }
    }
    return true;
  }

  private static Object byteArray(PyBytes content) {
    return PyObject.call(new PyGlobal("builtins", "bytearray"), PyTuple.of(content));
  }

  private boolean container(int opcode) {
    switch (opcode) {
      case '(' -> stack.mark();
      case '0' -> stack.discard();
      case '1' -> stack.popMark();
      case '2' -> stack.push(stack.peek());
      case ')' -> stack.push(PyTuple.EMPTY);
      case 0x85 -> stack.push(PyTuple.copyOf(stack.popLast(1)));
      case 0x86 -> stack.push(PyTuple.copyOf(stack.popLast(2)));
      case 0x87 -> stack.push(PyTuple.copyOf(stack.popLast(3)));
      case 't' -> stack.push(PyTuple.copyOf(stack.popMark()));
      case ']' -> stack.push(new PyList());
      case '}' -> stack.push(new PyDict());
      case 0x8f -> stack.push(new PySet(false));
      case 'l' -> stack.push(extend(new PyList(), stack.popMark()));
      case 'd' -> stack.push(putAll(new PyDict(), stack.popMark()));
      case 0x91 -> stack.push(addAll(new PySet(true), stack.popMark()));
      case 'a' -> {
        List<Object> item = stack.popLast(1);
        extend(stack.peek(), item);
      }
      case 'e' -> {
        List<Object> items = stack.popMark();
        extend(stack.peek(), items);
      }
      case 's' -> {
        List<Object> pair = stack.popLast(2);
        putAll(stack.peek(), pair);
      }
      case 'u' -> {
        List<Object> pairs = stack.popMark();
        putAll(stack.peek(), pairs);
      }
      case 0x90 -> {
        List<Object> items = stack.popMark();
        addAll(stack.peek(), items);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private static Object extend(Object target, List<Object> items) {
    if (!(target instanceof PyList list)) {
      throw new PickleException("elements are appended to " + describe(target));
    }
    list.addAll(items);
    return list;
  }

  private static Object putAll(Object target, List<Object> pairs) {
    if (!(target instanceof PyDict dict)) {
      throw new PickleException("items are put into " + describe(target));
    }
    if (pairs.size() % 2 != 0) {
      throw new PickleException("a dict with a key that has no value");
    }
    for (int i = 0; i < pairs.size(); i += 2) {
      dict.put(pairs.get(i), pairs.get(i + 1));
    }
    return dict;
  }

  private static Object addAll(Object target, List<Object> items) {
    if (!(target instanceof PySet set)) {
      throw new PickleException("members are added to " + describe(target));
    }
    set.addAll(items);
    return set;
  }

  private boolean memory(int opcode) {
    switch (opcode) {
      case 'g' -> stack.push(recall(texts.indexLine()));
      case 'h' -> stack.push(recall(input.unsignedByte()));
      case 'j' -> stack.push(recall(input.unsignedInt()));
      case 'p' -> memo.put(texts.indexLine(), stack.peek());
      case 'q' -> memo.put((long) input.unsignedByte(), stack.peek());
      case 'r' -> memo.put(input.unsignedInt(), stack.peek());
      case 0x94 -> memo.put((long) memo.size(), stack.peek());
      case 0x80 -> protocol(input.unsignedByte());
      case 0x95 -> frame(input.int64());
      default -> {
        return false;
      }
    }
    return true;
  }

  private Object recall(long index) {
    Object value = memo.get(index);
    if (value == null && !memo.containsKey(index)) {
      throw new PickleException("it refers to memo " + index + ", which was never written");
    }
    return value;
  }

  private static void protocol(int version) {
    if (version > HIGHEST_PROTOCOL) {
      throw new PickleException("pickle protocol " + version + "; known are 0 to 5");
    }
  }

  private void frame(long length) {
    if (length < 0 || length > input.remaining()) {
      throw new PickleException(
          "it is truncated: a frame of " + length + " bytes, " + input.remaining() + " are left");
    }
  }

  private void object(int opcode) {
    switch (opcode) {
      case 'c' -> {
        String module = input.line(StandardCharsets.UTF_8);
        stack.push(globals.global(module, input.line(StandardCharsets.UTF_8)));
      }
      case 0x93 -> {
        List<Object> names = stack.popLast(2);
        stack.push(globals.global(name(names.get(0)), name(names.get(1))));
      }
      case 'R' -> {
        List<Object> call = stack.popLast(2);
        stack.push(globals.call(callable(call.get(0)), args(call.get(1)), budget));
      }
      case 0x81 -> {
        List<Object> call = stack.popLast(2);
        stack.push(globals.newObject(callable(call.get(0)), args(call.get(1)), budget));
      }
      case 0x92 -> {
        List<Object> call = stack.popLast(3);
        noKeywords(call.get(2));
        stack.push(globals.newObject(callable(call.get(0)), args(call.get(1)), budget));
      }
      case 'i' -> {
        String module = input.line(StandardCharsets.UTF_8);
        PyGlobal type = globals.global(module, input.line(StandardCharsets.UTF_8));
        stack.push(globals.call(type, PyTuple.copyOf(stack.popMark()), budget));
      }
      case 'o' -> {
        List<Object> call = stack.popMark();
        if (call.isEmpty()) {
          throw new PickleException("an object without a class");
        }
        PyTuple args = PyTuple.copyOf(call.subList(1, call.size()));
        stack.push(globals.call(callable(call.get(0)), args, budget));
      }
      case 'b' -> {
        Object state = stack.pop();
        globals.setState(stack.peek(), state);
      }
      case 'P' -> stack.push(globals.persistent(input.line(StandardCharsets.UTF_8)));
      case 'Q' -> stack.push(globals.persistent(stack.pop()));
      case 0x82, 0x83, 0x84 ->
          throw PickleException.refused("a class from Python's extension registry");
      case 0x97, 0x98 -> throw PickleException.refused("a buffer outside of the pickle");
      default -> throw new PickleException("there is no opcode " + opcode);
    }
  }

  private static String name(Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new PickleException("a class is named by " + describe(value) + " instead of text");
  }

  private static PyGlobal callable(Object value) {
    if (value instanceof PyGlobal global) {
      return global;
    }
    throw PickleException.refused("it calls " + describe(value) + ", which is no class");
  }

  private static PyTuple args(Object value) {
    if (value instanceof PyTuple tuple) {
      return tuple;
    }
    throw new PickleException("arguments are " + describe(value) + " instead of a tuple");
  }

  private static void noKeywords(Object value) {
    if (!(value instanceof PyDict dict) || !dict.isEmpty()) {
      throw PickleException.refused("an object made with keyword arguments");
    }
  }

  /** What kind of value this is, in Python's words. */
  public static String describe(Object value) {
    if (value == null) {
      return "None";
    }
    if (value instanceof PyGlobal global) {
      return global.toString();
    }
    if (value instanceof PyDict dict) {
      return "a " + dict.type().simpleName() + " of " + dict.size() + " items";
    }
    if (value instanceof PyObject object) {
      return "an object of " + object.type();
    }
    return switch (value.getClass().getSimpleName()) {
      case "String" -> "a str";
      case "Long", "BigInteger" -> "an int";
      case "Double" -> "a float";
      case "Boolean" -> "a bool";
      case "PyBytes" -> "bytes";
      case "PyTuple" -> "a tuple";
      case "PyList" -> "a list";
      case "PySet" -> "a set";
      default -> "a " + value.getClass().getSimpleName();
    };
  }
}
