package org.vedette.processor;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Checks a class that is marked as component: its kind, its names and how it is constructed. */
final class ComponentChecks {
  private final ProcessingEnvironment environment;
  private final BiConsumer<Element, String> error;

  ComponentChecks(ProcessingEnvironment environment, BiConsumer<Element, String> error) {
    this.environment = environment;
    this.error = error;
  }

  /** The registered names. */
  List<String> names(TypeElement type) {
    Object value =
        Names.annotation(type, Names.COMPONENT)
            .flatMap(annotation -> Names.member(annotation, "value"))
            .orElse(List.of());
    List<String> names =
        ((List<?>) value)
            .stream().map(item -> ((AnnotationValue) item).getValue().toString()).toList();
    if (names.isEmpty()) {
      error.accept(type, "@Component needs a name");
    }
    for (String name : names) {
      if (!name.matches("[\\w-]+(\\.[\\w-]+)*")) {
        error.accept(type, "'" + name + "' cannot be the name of a component");
      }
    }
    return names;
  }

  /** The kind's name, or empty after an error. */
  Optional<String> kind(TypeElement type) {
    Set<TypeElement> kinds = new LinkedHashSet<>();
    AnnotationMirror component = Names.annotation(type, Names.COMPONENT).orElseThrow();
    Optional<Object> explicit = Names.member(component, "kind");
    if (explicit.isPresent()) {
      TypeMirror kind = (TypeMirror) explicit.get();
      collectKinds(kind, kinds);
      if (!environment
          .getTypeUtils()
          .isSubtype(
              environment.getTypeUtils().erasure(type.asType()),
              environment.getTypeUtils().erasure(kind))) {
        error.accept(type, "the component is no " + kind);
      }
    } else {
      collectKinds(type.asType(), kinds);
    }
    if (kinds.size() != 1) {
      error.accept(
          type,
          kinds.isEmpty()
              ? "the component implements no @ComponentKind"
              : "the component is of several kinds "
                  + kinds
                  + ": choose by @Component(kind = ...)");
      return Optional.empty();
    }
    return Names.text(kinds.iterator().next(), Names.KIND);
  }

  private void collectKinds(TypeMirror type, Set<TypeElement> kinds) {
    if (type instanceof DeclaredType declared) {
      TypeElement element = (TypeElement) declared.asElement();
      if (Names.has(element, Names.KIND)) {
        kinds.add(element);
      }
      environment
          .getTypeUtils()
          .directSupertypes(type)
          .forEach(parent -> collectKinds(parent, kinds));
    }
  }

  /** The record that the constructor takes; empty for a component without keys. */
  Optional<TypeElement> config(TypeElement type) {
    if (type.getKind() != ElementKind.CLASS || type.getModifiers().contains(Modifier.ABSTRACT)) {
      error.accept(type, "a component must be a concrete class");
      return Optional.empty();
    }
    if (type.getNestingKind() == NestingKind.MEMBER
        && !type.getModifiers().contains(Modifier.STATIC)) {
      error.accept(type, "a nested component must be static");
    }
    List<ExecutableElement> constructors =
        ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
            .filter(constructor -> constructor.getModifiers().contains(Modifier.PUBLIC))
            .toList();
    List<TypeElement> configs =
        constructors.stream().flatMap(each -> configOf(each).stream()).toList();
    boolean plain = constructors.stream().anyMatch(each -> each.getParameters().isEmpty());
    if (configs.size() > 1 || (configs.isEmpty() && !plain)) {
      error.accept(
          type,
          "a component needs one public constructor that takes a record named Config, or one"
              + " without parameters");
    }
    configs.forEach(config -> checkConfig(type, config));
    return configs.stream().findFirst();
  }

  private void checkConfig(TypeElement type, TypeElement config) {
    if (!config.getModifiers().contains(Modifier.PUBLIC)) {
      error.accept(config, "the record Config of " + type.getSimpleName() + " must be public");
    }
  }

  private static Optional<TypeElement> configOf(ExecutableElement constructor) {
    return constructor.getParameters().size() == 1
            && constructor.getParameters().get(0).asType() instanceof DeclaredType parameter
            && parameter.asElement().getKind() == ElementKind.RECORD
            && parameter.asElement().getSimpleName().contentEquals("Config")
        ? Optional.of((TypeElement) parameter.asElement())
        : Optional.empty();
  }
}
