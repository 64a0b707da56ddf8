package duet.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Sizes that the best code bases of the field keep: small files, short methods, few a package. */
class SizeTest {
  private static final int FILE_MAX = 400;
  private static final int FILE_P90 = 200;
  private static final int METHOD_MAX = 50;
  private static final int METHOD_P90 = 15;
  private static final int FILES_A_PACKAGE = 15;

  @Test
  void filesAreSmall() throws IOException {
    var lengths = new ArrayList<Integer>();
    var tooLong = new TreeSet<String>();
    for (Path file : Sources.files()) {
      int lines = Files.readAllLines(file).size();
      lengths.add(lines);
      if (lines > FILE_MAX) {
        tooLong.add(file + ": " + lines);
      }
    }
    assertEquals(Set.of(), tooLong, "files over " + FILE_MAX + " lines");
    assertTrue(percentile(lengths, 90) <= FILE_P90, "p90 is " + percentile(lengths, 90));
  }

  @Test
  void filesOfTestsAreNotLong() throws IOException {
    var tooLong = new TreeSet<String>();
    for (Path file : Sources.tests()) {
      int lines = Files.readAllLines(file).size();
      if (lines > FILE_MAX) {
        tooLong.add(file + ": " + lines);
      }
    }
    assertEquals(Set.of(), tooLong, "files over " + FILE_MAX + " lines");
  }

  @Test
  void packagesHoldFewFilesAndSayWhatIsIn() {
    Map<Path, Integer> files = new TreeMap<>();
    var silent = new TreeSet<Path>();
    for (Path file : Sources.files()) {
      Path folder = file.resolveSibling("").normalize();
      boolean description = file.endsWith("package-info.java");
      files.merge(folder, description ? 0 : 1, Integer::sum);
      if (!Files.exists(folder.resolve("package-info.java"))) {
        silent.add(folder);
      }
    }
    assertEquals(Set.of(), silent, "packages without package-info");
    files.values().removeIf(count -> count <= FILES_A_PACKAGE);
    assertEquals(Map.of(), files, "packages of over " + FILES_A_PACKAGE + " files");
  }

  @Test
  void methodsAreShort() throws IOException {
    var lengths = new ArrayList<Integer>();
    var tooLong = new TreeSet<String>();
    for (Method method : methods()) {
      lengths.add(method.lines());
      if (method.lines() > METHOD_MAX) {
        tooLong.add(method.toString());
      }
    }
    assertEquals(Set.of(), tooLong, "methods over " + METHOD_MAX + " lines");
    assertTrue(percentile(lengths, 90) <= METHOD_P90, "p90 is " + percentile(lengths, 90));
  }

  private static int percentile(List<Integer> values, int percent) {
    var sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() * percent / 100);
  }

  private record Method(String file, String name, int lines) {}

  private static List<Method> methods() throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var methods = new ArrayList<Method>();
    try (StandardJavaFileManager fileManager = compiler.getStandardFileManager(null, null, null)) {
      Iterable<? extends JavaFileObject> files =
          fileManager.getJavaFileObjectsFromPaths(Sources.files());
      JavacTask task =
          (JavacTask) compiler.getTask(null, fileManager, null, List.of("-proc:none"), null, files);
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        unit.accept(new Measure(unit, positions, methods), null);
      }
    }
    return methods;
  }

  private static final class Measure extends TreeScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<Method> found;

    Measure(CompilationUnitTree unit, SourcePositions positions, List<Method> found) {
      this.unit = unit;
      this.positions = positions;
      this.found = found;
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
      if (method.getBody() != null) {
        long first = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, method));
        long last = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, method));
        found.add(
            new Method(
                Path.of(unit.getSourceFile().getName()).getFileName().toString(),
                method.getName().toString(),
                (int) (last - first + 1)));
      }
      return super.visitMethod(method, null);
    }
  }
}
