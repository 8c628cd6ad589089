package org.vedette.processor;

import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * The annotations and types of vedette-config by name: the processor depends on nothing, so that it
 * can compile whatever depends on vedette-config.
 */
final class Names {
  private static final String PACKAGE = "org.vedette.config.component.";
  static final String COMPONENT = PACKAGE + "Component";
  static final String KIND = PACKAGE + "ComponentKind";
  static final String DEFAULT = PACKAGE + "Default";
  static final String FLAT = PACKAGE + "Flat";
  static final String OTHERS = PACKAGE + "Others";
  static final String KEY = PACKAGE + "Key";
  static final String FROM_CONFIG = PACKAGE + "FromConfig";
  static final String SPEC = PACKAGE + "Spec";
  static final String ONE_OR_MANY = PACKAGE + "OneOrMany";
  static final String CONFIG_NODE = "org.vedette.config.ConfigNode";

  private Names() {}

  /** The annotation of that name on an element. */
  static Optional<? extends AnnotationMirror> annotation(Element element, String name) {
    return element.getAnnotationMirrors().stream()
        .filter(
            mirror ->
                ((TypeElement) mirror.getAnnotationType().asElement())
                    .getQualifiedName()
                    .contentEquals(name))
        .findFirst();
  }

  /** Whether an element carries the annotation. */
  static boolean has(Element element, String name) {
    return annotation(element, name).isPresent();
  }

  /** An annotation's member that is written out. */
  static Optional<Object> member(AnnotationMirror annotation, String name) {
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
        annotation.getElementValues().entrySet()) {
      if (entry.getKey().getSimpleName().contentEquals(name)) {
        return Optional.of(entry.getValue().getValue());
      }
    }
    return Optional.empty();
  }

  /** The text of an annotation with one text, where the element carries it. */
  static Optional<String> text(Element element, String name) {
    return annotation(element, name)
        .flatMap(mirror -> member(mirror, "value"))
        .map(String::valueOf);
  }
}
