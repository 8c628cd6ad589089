package org.vedette.processor;

import java.util.List;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Types;

/** Which Java types a config key may have: those that the binder binds. */
final class KeyTypes {
  private static final Set<TypeKind> PRIMITIVES =
      Set.of(TypeKind.INT, TypeKind.LONG, TypeKind.FLOAT, TypeKind.DOUBLE, TypeKind.BOOLEAN);

  private static final Set<String> PLAIN =
      Set.of(
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Float",
          "java.lang.Double",
          "java.lang.Boolean",
          "java.lang.String");

  private final Types types;

  KeyTypes(Types types) {
    this.types = types;
  }

  /** Whether the binder binds the type. */
  boolean supports(TypeMirror type) {
    if (type.getKind().isPrimitive()) {
      return PRIMITIVES.contains(type.getKind());
    }
    if (type instanceof ArrayType array) {
      return array.getComponentType().getKind().isPrimitive() && supports(array.getComponentType());
    }
    if (type instanceof WildcardType wildcard) {
      return wildcard.getExtendsBound() != null && supports(wildcard.getExtendsBound());
    }
    return type instanceof DeclaredType declared && supports(declared);
  }

  private boolean supports(DeclaredType type) {
    TypeElement element = (TypeElement) type.asElement();
    String name = element.getQualifiedName().toString();
    List<? extends TypeMirror> arguments = type.getTypeArguments();
    return switch (name) {
      case "java.util.List", Names.ONE_OR_MANY ->
          !arguments.isEmpty() && supports(arguments.get(0));
      case "java.util.Map" ->
          !arguments.isEmpty()
              && arguments.get(0).toString().equals("java.lang.String")
              && supports(arguments.get(1));
      case Names.SPEC -> !arguments.isEmpty() && hasKind(bound(arguments.get(0)));
      default ->
          PLAIN.contains(name)
              || element.getKind() == ElementKind.ENUM
              || element.getKind() == ElementKind.RECORD
              || isNode(type)
              || hasFactory(element);
    };
  }

  private static TypeMirror bound(TypeMirror type) {
    return type instanceof WildcardType wildcard && wildcard.getExtendsBound() != null
        ? wildcard.getExtendsBound()
        : type;
  }

  private boolean isNode(DeclaredType type) {
    return nameOf(type).equals(Names.CONFIG_NODE)
        || types.directSupertypes(type).stream()
            .anyMatch(parent -> nameOf(parent).equals(Names.CONFIG_NODE));
  }

  private static String nameOf(TypeMirror type) {
    return ((TypeElement) ((DeclaredType) type).asElement()).getQualifiedName().toString();
  }

  /** Whether a type has a factory that reads it from a config value. */
  static boolean hasFactory(TypeElement element) {
    return element.getEnclosedElements().stream()
        .anyMatch(member -> Names.has(member, Names.FROM_CONFIG));
  }

  private boolean hasKind(TypeMirror type) {
    return type instanceof DeclaredType declared
        && (Names.has(declared.asElement(), Names.KIND)
            || types.directSupertypes(declared).stream().anyMatch(this::hasKind));
  }
}
