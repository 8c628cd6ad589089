package org.vedette.config.component;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record component of type {@code Map<String, X>} that takes all keys of the component's
 * dict that are no other's, as {@code **kwargs} of upstream's constructors do. Only for the config
 * record itself, and without a default: where there are no such keys the map is empty.
 */
@Target({ElementType.RECORD_COMPONENT, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface Others {}
