package duet.app;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real data that never goes into the repository; tests that need it are skipped without it. */
public final class SharedData {
  private SharedData() {}

  /** A folder or file below shared/data; skips the test where it is missing. */
  public static Path of(String name) {
    Path near = Path.of("../../shared/data", name);
    Path far = Path.of("../../../shared/data", name);
    Path found = Files.exists(near) ? near : far;
    assumeTrue(Files.exists(found), "shared/data/" + name + " is not on this machine");
    return found;
  }
}
