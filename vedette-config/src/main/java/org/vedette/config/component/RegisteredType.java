package org.vedette.config.component;

/**
 * One line of a component index.
 *
 * @param kind the kind's name, such as {@code neck}
 * @param name the name that configs use, such as {@code FPN}
 * @param className the binary name of the class
 * @param origin where the line stands: the jar or folder, or "custom_imports"
 */
public record RegisteredType(String kind, String name, String className, String origin) {}
