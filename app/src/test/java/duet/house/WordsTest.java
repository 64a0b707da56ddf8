package duet.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Words that a research tool must not use, in what users and developers read. */
class WordsTest {
  /** Claims of a medical device; a page of docs/safety may name them to forbid them. */
  private static final Pattern CLAIMS =
      Pattern.compile(
          "(?i)\\bdiagnos(e|es|ed|is|tic|tics|ing)\\b|\\btriage\\b|\\brul(e|es|ing) out\\b");

  @Test
  void noTextClaimsToBeAMedicalDevice() throws IOException {
    var claims = new TreeSet<String>();
    for (Path file : texts()) {
      int number = 0;
      for (String line : Files.readAllLines(file)) {
        number++;
        if (CLAIMS.matcher(line).find()) {
          claims.add(file + ":" + number + ": " + line.strip());
        }
      }
    }
    assertEquals(Set.of(), claims);
  }

  private static List<Path> texts() throws IOException {
    var texts = new ArrayList<>(Sources.files());
    for (String root : List.of("../docs", "../models/src/main/resources", "../installer/src")) {
      if (Files.exists(Path.of(root))) {
        try (Stream<Path> walk = Files.walk(Path.of(root))) {
          walk.filter(file -> file.toString().matches(".*\\.(md|yaml|desktop|css)"))
              .filter(file -> !file.toString().contains("safety"))
              .forEach(texts::add);
        }
      }
    }
    texts.add(Path.of("../README.md"));
    return texts;
  }
}
