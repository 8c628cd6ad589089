package org.vedette.tensor.checkpoint;

import java.util.Map;
import java.util.Set;
import org.vedette.base.pickle.PyGlobal;

/**
 * The names a checkpoint may use: PyTorch's and numpy's ways to store arrays, Python's containers,
 * and classes of plain data that training tools put beside the weights. Any other name is refused,
 * even where it is not called: Python would import its module.
 */
final class AllowedClasses {
  /** Classes whose instances behave as a dict. */
  private static final Set<String> DICTS =
      Set.of(
          "builtins.dict",
          "collections.OrderedDict",
          "collections.defaultdict",
          "collections.Counter",
          "mmengine.config.config.ConfigDict",
          "mmengine.config.ConfigDict",
          "mmcv.utils.config.ConfigDict",
          "addict.addict.Dict",
          "addict.Dict",
          "yacs.config.CfgNode",
          "fvcore.common.config.CfgNode",
          "detectron2.config.config.CfgNode",
          "easydict.EasyDict");

  /** Classes whose instances behave as a list. */
  private static final Set<String> LISTS = Set.of("builtins.list", "collections.deque");

  /** Classes of data that are kept as they were saved, without being understood. */
  private static final Set<String> OPAQUE =
      Set.of(
          "mmengine.logging.history_buffer.HistoryBuffer",
          "mmengine.logging.HistoryBuffer",
          "argparse.Namespace",
          "types.SimpleNamespace",
          "pathlib.Path",
          "pathlib.PosixPath",
          "pathlib.WindowsPath",
          "pathlib.PurePosixPath",
          "pathlib.PureWindowsPath",
          "pathlib._local.PosixPath",
          "pathlib._local.WindowsPath",
          "datetime.datetime",
          "datetime.date",
          "datetime.time",
          "datetime.timedelta",
          "datetime.timezone",
          "decimal.Decimal",
          "fractions.Fraction",
          "uuid.UUID",
          "builtins.bytearray",
          "builtins.complex",
          "builtins.slice",
          "builtins.range",
          "torch.device",
          "torch.torch_version.TorchVersion");

  /** Functions and classes that {@link CheckpointGlobals} gives a meaning of their own. */
  private static final Set<String> BUILT =
      Set.of(
          "builtins.set",
          "builtins.frozenset",
          "builtins.bytes",
          "builtins.getattr",
          "_codecs.encode",
          "copyreg._reconstructor",
          "numpy.core.multiarray._reconstruct",
          "numpy._core.multiarray._reconstruct",
          "numpy.core.multiarray.scalar",
          "numpy._core.multiarray.scalar",
          "numpy.core.numeric._frombuffer",
          "numpy._core.numeric._frombuffer",
          "numpy.dtype",
          "torch.Size",
          "torch._utils._rebuild_tensor",
          "torch._utils._rebuild_tensor_v2",
          "torch._utils._rebuild_tensor_v3",
          "torch._utils._rebuild_parameter",
          "torch._utils._rebuild_parameter_with_state",
          "torch._tensor._rebuild_from_type_v2",
          "torch.serialization._get_layout");

  /** Names that may stand in a file as values but are never called. */
  private static final Set<String> VALUES =
      Set.of(
          "builtins.object",
          "builtins.int",
          "builtins.float",
          "builtins.str",
          "builtins.bool",
          "builtins.tuple",
          "numpy.ndarray",
          "torch.Tensor",
          "torch.nn.parameter.Parameter",
          "torch.storage.UntypedStorage",
          "torch.UntypedStorage");

  private static final Set<String> NUMPY_SCALARS =
      Set.of(
          "bool_",
          "bool",
          "int8",
          "int16",
          "int32",
          "int64",
          "uint8",
          "uint16",
          "uint32",
          "uint64",
          "float16",
          "float32",
          "float64",
          "complex64",
          "complex128",
          "str_",
          "bytes_");

  private static final Set<String> LAYOUTS =
      Set.of("torch.strided", "torch.contiguous_format", "torch.channels_last");

  /** Python 2's names of modules. */
  private static final Map<String, String> RENAMED =
      Map.of("__builtin__", "builtins", "copy_reg", "copyreg");

  private static final String HISTORY = "HistoryBuffer.";

  private AllowedClasses() {}

  static boolean isAllowed(PyGlobal global) {
    String name = global.toString();
    return isDict(global)
        || isList(global)
        || isOpaque(global)
        || BUILT.contains(name)
        || VALUES.contains(name)
        || LAYOUTS.contains(name)
        || isTorchName(global)
        || (global.module().equals("numpy") && NUMPY_SCALARS.contains(global.name()))
        || isHistoryMethod(global);
  }

  /** Element types and storage classes of module torch. */
  private static boolean isTorchName(PyGlobal global) {
    return global.module().equals("torch")
        && (ElementType.ofStorageClass(global.name()).isPresent()
            || ElementType.ofName(global.name()).isPresent());
  }

  /** A statistics method of MMEngine's HistoryBuffer, which its pickles refer to by name. */
  private static boolean isHistoryMethod(PyGlobal global) {
    return global.module().startsWith("mmengine.logging")
        && global.name().startsWith(HISTORY)
        && global.name().substring(HISTORY.length()).matches("[a-z][a-z0-9_]*");
  }

  static boolean isDict(PyGlobal global) {
    return DICTS.contains(global.toString());
  }

  static boolean isList(PyGlobal global) {
    return LISTS.contains(global.toString());
  }

  static boolean isOpaque(PyGlobal global) {
    return OPAQUE.contains(global.toString());
  }

  /** The name in Python 3. */
  static PyGlobal normalize(String module, String name) {
    return new PyGlobal(RENAMED.getOrDefault(module, module), name);
  }

  /** Whether {@code getattr(owner, attribute)} only names a method that is kept as a name. */
  static boolean isMethod(PyGlobal owner, String attribute) {
    return owner.name().equals("HistoryBuffer")
        && isHistoryMethod(new PyGlobal(owner.module(), HISTORY + attribute));
  }
}
