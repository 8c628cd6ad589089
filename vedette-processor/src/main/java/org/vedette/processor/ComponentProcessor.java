package org.vedette.processor;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/**
 * Checks every component at compile time and writes what the registry reads at run time.
 *
 * <p>A component is of one kind, is built from its public record {@code Config} or from nothing,
 * and documents every key; otherwise it does not compile. The results are {@code
 * META-INF/vedette/components}, a line of kind, name and class for each name, and {@code
 * META-INF/vedette/docs/CLASS.properties}, the first sentence and the doc of each key.
 */
@SupportedAnnotationTypes({Names.COMPONENT, Names.DEFAULT, Names.FLAT, Names.KEY})
public final class ComponentProcessor extends AbstractProcessor {
  private final Map<String, String> classByName = new LinkedHashMap<>();
  private final Set<String> compiled = new HashSet<>();
  private final Set<TypeElement> documented = new HashSet<>();
  private final Set<Element> sources = new HashSet<>();

  /** Made by the compiler. */
  public ComponentProcessor() {}

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    sources.addAll(round.getRootElements());
    try {
      for (TypeElement annotation : annotations) {
        for (Element element : round.getElementsAnnotatedWith(annotation)) {
          if (annotation.getQualifiedName().contentEquals(Names.COMPONENT)) {
            component((TypeElement) element);
          } else if (element.getKind() == ElementKind.RECORD_COMPONENT) {
            record((TypeElement) element.getEnclosingElement());
          }
        }
      }
      if (round.processingOver() && !round.errorRaised() && !compiled.isEmpty()) {
        writeIndex();
      }
    } catch (IOException e) {
      error(null, "cannot write the component index: " + e);
    }
    return false;
  }

  private void component(TypeElement type) throws IOException {
    ComponentChecks checks = new ComponentChecks(processingEnv, this::error);
    String className = binaryName(type);
    compiled.add(className);
    Optional<String> kind = checks.kind(type);
    for (String name : checks.names(type)) {
      String taken = classByName.put(kind.orElse("") + " " + name, className);
      if (kind.isPresent() && taken != null) {
        error(type, "there are two of " + kind.get() + " '" + name + "'; the other is " + taken);
      }
    }
    Optional<TypeElement> config = checks.config(type);
    if (config.isPresent()) {
      record(config.get());
    }
    Javadoc javadoc = new Javadoc(processingEnv.getElementUtils().getDocComment(type));
    if (javadoc.summary().isEmpty()) {
      error(type, "the component has no doc comment");
    }
    new Outputs(processingEnv.getFiler()).writeDocs(className, javadoc.summary(), Map.of(), type);
  }

  /**
   * Checks a record and those that its keys hold, and writes their docs. One that was compiled
   * earlier or elsewhere was checked there; its comment is not to be had here.
   */
  private void record(TypeElement record) throws IOException {
    if (!isSource(record) || !documented.add(record)) {
      return;
    }
    RecordChecks checks = new RecordChecks(processingEnv, this::error);
    String comment = processingEnv.getElementUtils().getDocComment(record);
    new Outputs(processingEnv.getFiler())
        .writeDocs(
            binaryName(record), new Javadoc(comment).summary(), checks.check(record), record);
    for (TypeElement held : checks.recordsIn(record)) {
      record(held);
    }
  }

  private boolean isSource(TypeElement type) {
    Element top = type;
    while (top.getEnclosingElement() instanceof TypeElement outer) {
      top = outer;
    }
    return sources.contains(top);
  }

  /** Adds what was compiled now to what is still there from before: builds may be incremental. */
  private void writeIndex() throws IOException {
    Outputs outputs = new Outputs(processingEnv.getFiler());
    NavigableSet<String> lines = new TreeSet<>();
    for (String line : outputs.readIndex()) {
      String[] words = line.split(" ", -1);
      if (words.length == 3 && !compiled.contains(words[2]) && stillThere(words[2])) {
        lines.add(line);
      }
    }
    classByName.forEach((name, className) -> lines.add(name + " " + className));
    outputs.writeIndex(lines);
  }

  private boolean stillThere(String className) {
    TypeElement type = processingEnv.getElementUtils().getTypeElement(className.replace('$', '.'));
    return type != null && Names.has(type, Names.COMPONENT);
  }

  private String binaryName(TypeElement type) {
    return processingEnv.getElementUtils().getBinaryName(type).toString();
  }

  private void error(Element element, String message) {
    processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, message, element);
  }
}
