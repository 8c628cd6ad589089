package org.vedette.config.component;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the static factory that reads a union such as {@code bool | str}: one parameter of type
 * {@link org.vedette.config.ConfigNode}, returning the enclosing type, throwing
 * IllegalArgumentException with what it expected.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface FromConfig {}
