package org.vedette.config.component;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a key is when a config does not name it: a literal of the config language, such as {@code
 * dict(type='BN')}. A key without is required.
 */
@Target({ElementType.RECORD_COMPONENT, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface Default {
  /** The literal. */
  String value();
}
