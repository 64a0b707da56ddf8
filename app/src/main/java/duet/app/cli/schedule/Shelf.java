package duet.app.cli.schedule;

import java.nio.file.Path;
import java.util.Map;

/** Where installed models lie. */
@FunctionalInterface
public interface Shelf {
  /** The files, by the names of the models. */
  Map<String, Path> files();
}
