package org.vedette.config.component;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class that a config can name by {@code type='...'}. The class implements one {@link
 * ComponentKind} and is built by its constructor that takes its nested {@code record Config}, or by
 * its constructor without parameters when it has no keys.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Component {
  /**
   * The registered names, exactly as upstream spells them; with its scope where it has one, such as
   * {@code mmpretrain.ConvNeXt}.
   */
  String[] value();

  /** The kind, for the rare class that implements more than one. */
  Class<?> kind() default void.class;
}
