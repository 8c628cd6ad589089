package org.vedette.config.component;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The config key of a record component whose name cannot be the key itself, such as {@code default}
 * or {@code wait}, which Java does not allow as a component's name.
 */
@Target({ElementType.RECORD_COMPONENT, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface Key {
  /** The key as configs write it. */
  String value();
}
