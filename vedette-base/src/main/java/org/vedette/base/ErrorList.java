package org.vedette.base;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects what is wrong with many records, to tell it at once; gives up after some twenty. */
public final class ErrorList {
  private static final int MOST = 20;

  /** Ends a collection from within; it is not collected itself. */
  private static final class TooMany extends DataException {
    private static final long serialVersionUID = 1L;

    TooMany(String message) {
      super(message);
    }
  }

  private final List<String> errors = new ArrayList<>();

  /**
   * What {@code reading} gives, or null when it fails, which is kept.
   *
   * @throws DataException with all errors so far when there are too many
   */
  public <T> T collect(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (TooMany e) {
      throw e;
    } catch (DataException e) {
      add(e);
      return null;
    }
  }

  /**
   * Keeps an error.
   *
   * @throws DataException with all errors so far when there are too many
   */
  public void add(DataException error) {
    errors.add(error.getMessage());
    if (errors.size() >= MOST) {
      throw new TooMany(String.join("\n", errors) + "\nand perhaps more");
    }
  }

  /**
   * Ends the collection.
   *
   * @throws DataException with all errors when there is any
   */
  public void throwIfAny() {
    if (!errors.isEmpty()) {
      throw new DataException(String.join("\n", errors));
    }
  }
}
