package duet.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Holds the code to the map drawn in docs/reference/packages.md. */
class PackagesTest {
  private static final String ROOT = "duet.";

  @Test
  void importsOnlyWhatTheMapAllows() throws IOException {
    Map<String, Set<String>> map = map();
    var trespasses = new TreeSet<String>();
    for (JavaClass type : duet()) {
      String from = type.getPackageName().substring(ROOT.length());
      if (!map.containsKey(from)) {
        trespasses.add(from + " is not on the map");
        continue;
      }
      for (Dependency use : type.getDirectDependenciesFromSelf()) {
        String to = use.getTargetClass().getPackageName();
        if (to.startsWith(ROOT) && !allows(map.get(from), from, to.substring(ROOT.length()))) {
          trespasses.add(from + " -> " + to.substring(ROOT.length()) + " in " + type.getName());
        }
      }
    }
    assertEquals(Set.of(), trespasses);
  }

  @Test
  void theMapHoldsNoPackageThatIsGone() throws IOException {
    var present = new TreeSet<String>();
    duet().forEach(type -> present.add(type.getPackageName().substring(ROOT.length())));
    var gone = new TreeSet<>(map().keySet());
    gone.removeAll(present);
    assertEquals(Set.of(), gone);
  }

  @Test
  void seesTheClassesOfAllModules() {
    for (String module : Sources.MODULES) {
      assertTrue(
          duet().stream().anyMatch(type -> type.getPackageName().startsWith(ROOT + module)),
          "no class of " + module + " was read");
    }
  }

  private static boolean allows(Set<String> allowed, String from, String to) {
    return to.equals(from)
        || allowed.contains(to)
        || allowed.stream()
            .filter(entry -> entry.endsWith(".*"))
            .map(entry -> entry.substring(0, entry.length() - 2))
            .anyMatch(parent -> to.equals(parent) || to.startsWith(parent + "."));
  }

  private static Map<String, Set<String>> map() throws IOException {
    var map = new TreeMap<String, Set<String>>();
    for (String line : Files.readAllLines(Path.of("../docs/reference/packages.md"))) {
      if (line.matches("[a-z.]+ *:.*")) {
        String[] sides = line.split(":", 2);
        map.put(sides[0].strip(), Set.of(sides[1].strip().split("\\s+")));
      }
    }
    return map;
  }

  private static Set<JavaClass> duet() {
    return Set.copyOf(
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("duet.inference", "duet.models", "duet.viewer", "duet.app"));
  }
}
