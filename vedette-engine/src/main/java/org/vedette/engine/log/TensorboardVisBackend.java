package org.vedette.engine.log;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Map;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageFiles;
import org.vedette.engine.Run;

/**
 * Writes numbers, pictures and the config to an event file, which {@code tensorboard --logdir
 * WORK_DIR} shows. Upstream: MMEngine's backend of that name.
 */
@Component("TensorboardVisBackend")
public final class TensorboardVisBackend implements RunWriter {
  private static final int TAG = 1;
  private static final int SIMPLE_VALUE = 2;
  private static final int IMAGE = 4;
  private static final int TENSOR = 8;
  private static final int METADATA = 9;
  private static final int STRING_TYPE = 7;
  private static final int STRING_VALUES = 8;
  private static final int RGB = 3;

  private final Config config;
  private EventFile events;

  /**
   * Settings.
   *
   * @param save_dir the folder of the event file; None: {@code TIMESTAMP/vis_data} in the work
   *     folder
   * @param name tells several of a kind apart
   */
  public record Config(@Default("None") String save_dir, @Default("None") String name) {}

  /** A writer with these settings. */
  public TensorboardVisBackend(Config config) {
    this.config = config;
  }

  @Override
  public void start(Run run) {
    Path folder = config.save_dir() == null ? run.folder().visData() : Path.of(config.save_dir());
    String name =
        String.format(
            "events.out.tfevents.%010d.%s.%d.0",
            System.currentTimeMillis() / 1000, host(), ProcessHandle.current().pid());
    events = new EventFile(folder.resolve(name));
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // The name only tells files of several machines apart.
      return "localhost";
    }
  }

  @Override
  public void config(String text) {
    ProtoMessage shape = new ProtoMessage().message(2, new ProtoMessage().number(1, 1));
    ProtoMessage tensor =
        new ProtoMessage()
            .number(1, STRING_TYPE)
            .message(2, shape)
            .text(STRING_VALUES, "```\n" + text + "\n```");
    ProtoMessage plugin = new ProtoMessage().message(1, new ProtoMessage().text(1, "text"));
    ProtoMessage value =
        new ProtoMessage()
            .text(TAG, "config/text_summary")
            .message(METADATA, plugin)
            .message(TENSOR, tensor);
    events.add(0, value);
    events.flush();
  }

  @Override
  public void scalars(Map<String, ? extends Number> values, long step) {
    values.forEach(
        (name, number) ->
            events.add(
                step,
                new ProtoMessage().text(TAG, name).real32(SIMPLE_VALUE, number.floatValue())));
    events.flush();
  }

  @Override
  public void image(String name, Image picture, long step) {
    ProtoMessage image =
        new ProtoMessage()
            .number(1, picture.height())
            .number(2, picture.width())
            .number(3, RGB)
            .bytes(4, ImageFiles.encode(picture, ".png", name));
    events.add(step, new ProtoMessage().text(TAG, name).message(IMAGE, image));
    events.flush();
  }

  @Override
  public void close() {
    if (events != null) {
      events.close();
      events = null;
    }
  }
}
