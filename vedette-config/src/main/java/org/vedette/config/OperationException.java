package org.vedette.config;

/**
 * An operation of the config language that its values do not allow. The evaluator, which knows the
 * place, turns it into a {@link org.vedette.base.ConfigException}.
 */
final class OperationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OperationException(String message) {
    super(message);
  }
}
