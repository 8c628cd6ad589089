package org.vedette.engine.optim;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.base.VedetteException;
import org.vedette.base.pickle.PyDict;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.tensor.Autocast;
import org.vedette.tensor.DType;
import org.vedette.tensor.Layer;
import org.vedette.tensor.Param;

/**
 * Training in mixed precision: convolutions and matrix products run in half precision, weights and
 * their updates in single. The loss is scaled so that small gradients survive; an update whose
 * gradients overflow is left out. On a CPU only bfloat16 is possible.
 */
@Component("AmpOptimWrapper")
public final class AmpOptimWrapper extends BaseOptimWrapper {
  private static final Logger LOG = LoggerFactory.getLogger("vedette");
  private static final String SCALER = "loss_scaler";

  private final String asked;
  private final GradScaler scaler;
  private boolean cuda;
  private DType type;

  /**
   * Settings.
   *
   * @param loss_scale 'dynamic', a number that stays, or a dict of PyTorch's GradScaler settings
   * @param dtype float16 or bfloat16; None: float16 on a GPU, bfloat16 on a CPU
   * @param use_fsdp training of one model over several GPUs; only False
   * @param wrapper what all wrappers can be told
   */
  public record Config(
      @Default("'dynamic'") LossScale loss_scale,
      @Default("None") String dtype,
      @Default("False") boolean use_fsdp,
      @Flat WrapperConfig wrapper) {
    /** Checks the values. */
    public Config {
      if (dtype != null && !dtype.equals("float16") && !dtype.equals("bfloat16")) {
        throw new IllegalArgumentException(
            "dtype='"
                + dtype
                + "': expected float16 or bfloat16; hint: type='OptimWrapper' is float32");
      }
      if (use_fsdp) {
        throw new IllegalArgumentException("use_fsdp=True is not supported");
      }
    }
  }

  /** A wrapper that knows no model yet. */
  public AmpOptimWrapper(Config config) {
    super(config.wrapper());
    asked = config.dtype();
    scaler = new GradScaler(config.loss_scale());
  }

  @Override
  public void start(Layer model) {
    super.start(model);
    Param first = model.parameters().values().iterator().next();
    cuda = first.get().is_cuda();
    if (!cuda && "float16".equals(asked)) {
      throw new VedetteException(
          "AmpOptimWrapper: dtype='float16' needs a GPU; hint: dtype='bfloat16', or train without "
              + "--amp");
    }
    type = cuda && !"bfloat16".equals(asked) ? DType.FLOAT16 : DType.BFLOAT16;
  }

  @Override
  public Scope forwardScope() {
    Autocast autocast = Autocast.open(cuda, type);
    return autocast::close;
  }

  @Override
  Tensor scaled(Tensor loss) {
    return scaler.scaled(loss);
  }

  @Override
  boolean update() {
    List<Param> params = paramsWithGrad();
    boolean finite = scaler.unscale(params);
    clip(params);
    if (finite) {
      optimizer().step();
    } else {
      LOG.debug(
          "gradients overflowed at a loss scale of {}; the update is left out", scaler.scale());
    }
    scaler.update(finite);
    return finite;
  }

  @Override
  public PyDict state() {
    PyDict state = super.state();
    state.put(SCALER, scaler.state());
    return state;
  }

  @Override
  public void load(PyDict state) {
    super.load(state);
    if (state.dict(SCALER) != null) {
      scaler.load(state.dict(SCALER));
    }
  }
}
