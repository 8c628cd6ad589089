package org.vedette.base.proposals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.vedette.base.AtomicFiles;
import org.vedette.base.CheckpointException;
import org.vedette.base.DataException;
import org.vedette.base.ImageInput.Proposals;
import org.vedette.base.pickle.PickleException;
import org.vedette.base.pickle.PickleReader;
import org.vedette.base.pickle.PickleWriter;
import org.vedette.base.pickle.PyDict;
import org.vedette.base.pickle.PyGlobal;
import org.vedette.base.pickle.PyObject;
import org.vedette.base.pickle.PyTuple;

/**
 * Files of proposed regions: a pickled dict from {@link #key} to MMEngine's {@code InstanceData},
 * or a dict, of {@code bboxes} (n, 4), x1 y1 x2 y2 in pixels of the original image, and {@code
 * scores} (n), best first. Upstream's {@code DumpProposals} writes them; {@code proposal_file} of
 * its datasets names them. Reading runs nothing of a file.
 */
public final class ProposalFile {
  /** Five times what the proposals of COCO's 118,000 training images take. */
  private static final long MAX_STEPS = 64_000_000;

  private static final PyGlobal INSTANCE_DATA =
      new PyGlobal("mmengine.structures.instance_data", "InstanceData");
  private static final String HINT =
      "; hint: the DumpProposals metric writes such files, with num_max_proposals smaller ones";

  private ProposalFile() {}

  /** The key of an image: the name of its folder and its own, as {@code train2017/1.jpg}. */
  public static String key(String imagePath) {
    String path = imagePath.replace('\\', '/');
    int name = path.lastIndexOf('/');
    if (name <= 0) {
      return path;
    }
    return path.substring(path.lastIndexOf('/', name - 1) + 1);
  }

  /**
   * Reads all proposals of a file.
   *
   * @return by {@link #key}; an image without scores has zeros, as upstream
   * @throws DataException saying what is wrong with the file
   */
  public static Map<String, Proposals> read(Path file) {
    Object root = unpickled(file);
    if (!(root instanceof PyDict images)) {
      throw new DataException(
          file
              + ": expected a dict from image to proposals, got "
              + PickleReader.describe(root)
              + "; lists of arrays are the layout of MMDetection 2, which version 3 does not read"
              + HINT);
    }
    Map<String, Proposals> all = new LinkedHashMap<>();
    images.forEach((key, value) -> all.put(String.valueOf(key), proposals(file, key, value)));
    return all;
  }

  private static Object unpickled(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new DataException(file + ": no such file of proposals" + HINT);
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() > Integer.MAX_VALUE) {
        throw new DataException(
            file
                + ": expected at most 2 GiB of proposals, got "
                + channel.size()
                + " bytes"
                + HINT);
      }
      ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      return new PickleReader(
              bytes, file.toString(), new ProposalGlobals(), StandardCharsets.ISO_8859_1, MAX_STEPS)
          .read();
    } catch (CheckpointException e) {
      throw new DataException(e.getMessage() + "; expected pickled proposals" + HINT, e);
    } catch (IOException e) {
      throw new DataException(file + ": cannot read: " + AtomicFiles.reason(e), e);
    }
  }

  private static Proposals proposals(Path file, Object key, Object value) {
    Map<?, ?> fields = fields(value);
    if (fields == null || !fields.containsKey("bboxes")) {
      throw new DataException(
          file
              + ": proposals of '"
              + key
              + "': expected InstanceData or a dict with 'bboxes' (n, 4) and 'scores' (n), got "
              + (fields == null ? PickleReader.describe(value) : "the keys " + fields.keySet()));
    }
    NumpyFloats boxes = array(file, key, fields, "bboxes");
    long[] shape = boxes.shape();
    boolean empty = boxes.values().length == 0;
    if (!empty && (shape.length != 2 || shape[1] != 4)) {
      throw wrong(file, key, "bboxes", "the shape (n, 4)", shapeText(shape));
    }
    int count = boxes.values().length / 4;
    if (!fields.containsKey("scores")) {
      return new Proposals(boxes.values(), new float[count]);
    }
    NumpyFloats scores = array(file, key, fields, "scores");
    if (scores.shape().length != 1 || scores.shape()[0] != count) {
      throw wrong(file, key, "scores", "the shape (" + count + ",)", shapeText(scores.shape()));
    }
    return new Proposals(boxes.values(), scores.values());
  }

  private static Map<?, ?> fields(Object value) {
    if (value instanceof PyDict dict) {
      return dict;
    }
    boolean instances = ProposalGlobals.isInstances(value);
    return instances && ((PyObject) value).state() instanceof PyDict state ? state : null;
  }

  private static NumpyFloats array(Path file, Object key, Map<?, ?> fields, String name) {
    NumpyFloats array;
    try {
      array = NumpyFloats.read(fields.get(name));
    } catch (PickleException e) {
      throw new DataException(
          file + ": proposals of '" + key + "': '" + name + "': " + e.getMessage(), e);
    }
    for (float number : array.values()) {
      if (!Float.isFinite(number)) {
        throw wrong(file, key, name, "finite numbers", String.valueOf(number));
      }
    }
    return array;
  }

  private static String shapeText(long[] shape) {
    StringBuilder text = new StringBuilder("(");
    for (long size : shape) {
      text.append(size).append(shape.length == 1 ? "," : ", ");
    }
    return (shape.length > 1 ? text.substring(0, text.length() - 2) : text.toString()) + ")";
  }

  private static DataException wrong(
      Path file, Object key, String name, String expected, String got) {
    return new DataException(
        "%s: proposals of '%s': '%s': expected %s, got %s"
            .formatted(file, key, name, expected, got));
  }

  /**
   * Writes proposals; a reader sees the whole file or none.
   *
   * @param proposals by {@link #key}, each best first
   * @throws DataException when the file cannot be written, or would be larger than can be read
   */
  public static void write(Path file, Map<String, Proposals> proposals) {
    long numbers = proposals.values().stream().mapToLong(one -> one.scores().length).sum() * 5;
    // A byte of protocol 2 takes one and a half on average.
    if (numbers * 6 > Integer.MAX_VALUE) {
      throw new DataException(
          file
              + ": expected at most 2 GiB of proposals, got "
              + numbers / 5
              + " boxes; hint: num_max_proposals of DumpProposals keeps the best of each image");
    }
    PyObject dtype = NumpyFloats.dtype();
    PyDict all = new PyDict();
    proposals.forEach((key, one) -> all.put(key, pickled(one, dtype)));
    byte[] bytes = PickleWriter.write(all, (value, out) -> false);
    AtomicFiles.write(file, temporary -> Files.write(temporary, bytes));
  }

  private static PyObject pickled(Proposals one, PyObject dtype) {
    long count = one.scores().length;
    PyDict state = new PyDict();
    state.put("_metainfo_fields", Set.of());
    state.put("_data_fields", new TreeSet<>(Set.of("bboxes", "scores")));
    state.put("bboxes", new NumpyFloats(new long[] {count, 4}, one.boxes()).toPickle(dtype));
    state.put("scores", new NumpyFloats(new long[] {count}, one.scores()).toPickle(dtype));
    PyObject instances = PyObject.create(INSTANCE_DATA, PyTuple.EMPTY);
    instances.setState(state);
    return instances;
  }
}
