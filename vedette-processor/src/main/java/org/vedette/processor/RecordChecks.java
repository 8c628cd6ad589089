package org.vedette.processor;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** Checks a record of config keys and collects what its doc comment says of each. */
final class RecordChecks {
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])[A-Z]");

  private final ProcessingEnvironment environment;
  private final KeyTypes types;
  private final BiConsumer<Element, String> error;

  RecordChecks(ProcessingEnvironment environment, BiConsumer<Element, String> error) {
    this.environment = environment;
    this.types = new KeyTypes(environment.getTypeUtils());
    this.error = error;
  }

  /** The doc of each key by the key's name, in order. */
  Map<String, String> check(TypeElement record) {
    Javadoc javadoc = new Javadoc(environment.getElementUtils().getDocComment(record));
    Map<String, String> docs = new LinkedHashMap<>();
    for (RecordComponentElement component : record.getRecordComponents()) {
      String name = component.getSimpleName().toString();
      String doc = javadoc.param(name);
      if (Names.has(component, Names.FLAT)) {
        checkFlat(component);
        continue;
      }
      if (doc == null) {
        error.accept(
            component,
            "config key '" + name + "' has no doc: add '@param " + name + " ...' to the record");
      }
      if (Names.has(component, Names.OTHERS)) {
        checkOthers(component);
      }
      docs.put(Names.text(component, Names.KEY).orElse(snakeCase(name)), doc);
      checkType(component);
    }
    return docs;
  }

  /** The key that the binder makes of a component's name. */
  private static String snakeCase(String name) {
    return HUMP.matcher(name).replaceAll(hump -> "_" + hump.group().toLowerCase(Locale.ROOT));
  }

  /** The records that a record's keys hold: by themselves, or in lists and dicts. */
  Set<TypeElement> recordsIn(TypeElement record) {
    Set<TypeElement> found = new LinkedHashSet<>();
    record.getRecordComponents().forEach(component -> collect(component.asType(), found));
    return found;
  }

  private static void collect(TypeMirror type, Set<TypeElement> found) {
    if (type instanceof DeclaredType declared) {
      TypeElement element = (TypeElement) declared.asElement();
      boolean library = element.getQualifiedName().contentEquals(Names.ONE_OR_MANY);
      if (element.getKind() == ElementKind.RECORD && !library && !KeyTypes.hasFactory(element)) {
        found.add(element);
      }
      declared.getTypeArguments().forEach(argument -> collect(argument, found));
    }
  }

  private void checkFlat(RecordComponentElement component) {
    boolean record =
        component.asType() instanceof DeclaredType type
            && type.asElement().getKind() == ElementKind.RECORD;
    if (!record) {
      error.accept(component, "@Flat needs a record, not " + component.asType());
    } else if (Names.has(component, Names.DEFAULT)) {
      error.accept(component, "@Flat keys have their defaults in their own record");
    }
  }

  private void checkOthers(RecordComponentElement component) {
    boolean map =
        component.asType() instanceof DeclaredType type
            && ((TypeElement) type.asElement()).getQualifiedName().contentEquals("java.util.Map");
    if (!map) {
      error.accept(component, "@Others needs a Map<String, X>, not " + component.asType());
    } else if (Names.has(component, Names.DEFAULT)) {
      error.accept(component, "@Others has no default: without other keys the map is empty");
    }
  }

  private void checkType(RecordComponentElement component) {
    if (!types.supports(component.asType())) {
      error.accept(component, "a config key cannot be of type " + component.asType());
    }
    Names.text(component, Names.DEFAULT)
        .ifPresent(
            text -> {
              String fault = Literal.fault(text, component.asType().getKind());
              if (fault != null) {
                error.accept(component, "@Default(\"" + text + "\") " + fault);
              }
            });
  }
}
