package org.vedette.config.component;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the static factory that reads a union such as {@code bool | str}. It takes a {@link
 * org.vedette.config.ConfigNode} (never None, which is null by itself) and, where it binds parts of
 * it, a {@link BindContext}; it returns the enclosing type, and throws IllegalArgumentException
 * with what it expected.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface FromConfig {}
