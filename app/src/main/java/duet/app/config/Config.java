package duet.app.config;

import java.nio.file.Path;

/**
 * All settings of one run: read once at the start, handed down piece by piece.
 *
 * @param dataFolder what must survive: the archive and the installed models
 * @param cacheFolder what may be deleted at any time
 */
public record Config(
    Path dataFolder, Path cacheFolder, ListenerConfig listener, ReadingConfig reading) {

  /** Where received studies lie. */
  public Path archiveFolder() {
    return dataFolder.resolve("archive");
  }

  /** Where models and their cards lie. */
  public Path modelsFolder() {
    return dataFolder.resolve("models");
  }

  /** The same settings with another place for what must survive. */
  public Config withDataFolder(Path folder) {
    return new Config(folder, cacheFolder, listener, reading);
  }

  /** The same settings with another listener. */
  public Config withListener(ListenerConfig other) {
    return new Config(dataFolder, cacheFolder, other, reading);
  }

  /** The same settings with other choices for the reading. */
  public Config withReading(ReadingConfig other) {
    return new Config(dataFolder, cacheFolder, listener, other);
  }
}
