package org.vedette.config.component;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an interface or base class whose implementations a config can choose among: backbones,
 * necks, losses, transforms.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ComponentKind {
  /** The kind's name in messages and listings, such as {@code neck}. */
  String value();
}
