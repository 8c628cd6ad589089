package org.vedette.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.vedette.processor.ComponentProcessor;

/** Builds the plugin of examples/plugin as its pom does. */
final class PluginProject {
  /** The project's folder. */
  static final Path ROOT = Path.of(System.getProperty("vedette.root", ".."), "examples/plugin");

  private PluginProject() {}

  /** Compiles into a new folder below this one, with or without the index. */
  static Path compile(Path folder, boolean withProcessor) throws IOException {
    Path classes = Files.createDirectory(folder.resolve("classes"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options =
        List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> sources = Files.walk(ROOT.resolve("src/main/java"))) {
      List<Path> java = sources.filter(file -> file.toString().endsWith(".java")).toList();
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              null, files, null, options, null, files.getJavaFileObjectsFromPaths(java));
      task.setProcessors(withProcessor ? List.of(new ComponentProcessor()) : List.of());
      assertThat(task.call()).isTrue();
    }
    return classes;
  }

  /** The jar, made below a folder. */
  static Path jar(Path folder) throws IOException {
    Path jar = folder.resolve("plugin.jar");
    if (Files.exists(jar)) {
      return jar;
    }
    Path classes = compile(folder, true);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, out);
        out.closeEntry();
      }
    }
    return jar;
  }
}
