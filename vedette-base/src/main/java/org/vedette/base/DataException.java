package org.vedette.base;

/**
 * An image, an annotation file or one of its records is missing, unreadable or wrong. The message
 * names the file and the record.
 */
public class DataException extends VedetteException {
  private static final long serialVersionUID = 1L;

  /** An error about a file or record that the message names. */
  public DataException(String message) {
    super(message);
  }

  /** An error about a file or record that the message names, with what led to it. */
  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
