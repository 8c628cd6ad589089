package org.vedette.config.component;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The config key of a record component whose snake case is not the key, because the key is a name
 * that Java does not allow, such as {@code default} or {@code wait}.
 */
@Target({ElementType.RECORD_COMPONENT, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface Key {
  /** The key as configs write it. */
  String value();
}
