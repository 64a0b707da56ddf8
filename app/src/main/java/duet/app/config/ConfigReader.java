package duet.app.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import duet.app.config.ReadingConfig.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code duet/duet.yaml} of the user's configuration folder; every field has a default. */
public final class ConfigReader {
  private final Map<String, String> environment;
  private final Path home;

  /**
   * @param environment XDG_CONFIG_HOME, XDG_DATA_HOME and XDG_CACHE_HOME are looked up here
   * @param home the user's home folder, used where they are not set
   */
  public ConfigReader(Map<String, String> environment, Path home) {
    this.environment = Map.copyOf(environment);
    this.home = home;
  }

  /** The file that {@link #read} looks for; it need not exist. */
  public Path file() {
    return folder("XDG_CONFIG_HOME", ".config").resolve("duet.yaml");
  }

  /**
   * The settings of the file, or the defaults where there is none.
   *
   * @throws ConfigException naming the file, the field and what is allowed
   */
  public Config read() throws ConfigException {
    Section root = new Section(file(), "", tree());
    root.allow("data", "cache", "listener", "reading");
    return new Config(
        path(root, "data").orElse(folder("XDG_DATA_HOME", ".local/share")),
        path(root, "cache").orElse(folder("XDG_CACHE_HOME", ".cache")),
        listener(root.section("listener")),
        reading(root.section("reading")));
  }

  /** The XDG specification: a path that is not absolute is to be ignored. */
  private Path folder(String variable, String fallback) {
    String value = environment.getOrDefault(variable, "");
    Path base = value.startsWith("/") ? Path.of(value) : home.resolve(fallback);
    return base.resolve("duet");
  }

  private JsonNode tree() throws ConfigException {
    Path file = file();
    if (!Files.exists(file)) {
      return MissingNode.getInstance();
    }
    try {
      return YAMLMapper.builder().build().readTree(Files.readString(file));
    } catch (JacksonException e) {
      throw new ConfigException(
          file
              + " is not YAML: "
              + e.getOriginalMessage().lines().findFirst().orElse("unreadable"));
    } catch (IOException e) {
      throw new ConfigException(file + " cannot be read: " + e.getClass().getSimpleName());
    }
  }

  private static Optional<Path> path(Section section, String name) throws ConfigException {
    Optional<String> text = section.text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      Path path = Path.of(text.get());
      if (path.isAbsolute()) {
        return Optional.of(path);
      }
    } catch (InvalidPathException e) {
      throw section.wrong(name, "a path of this system");
    }
    throw section.wrong(name, "an absolute path");
  }

  private static ListenerConfig listener(Section section) throws ConfigException {
    section.allow(
        "ae-title",
        "port",
        "bind",
        "allowed-calling-ae-titles",
        "max-associations",
        "request-seconds",
        "idle-seconds",
        "message-seconds");
    ListenerConfig standard = ListenerConfig.STANDARD;
    return new ListenerConfig(
        aeTitle(section, "ae-title", section.text("ae-title").orElse(standard.aeTitle())),
        section.integer("port", 0, 65_535).orElse(standard.port()),
        section.text("bind").orElse(standard.bindAddress()),
        aeTitles(section),
        limits(section));
  }

  private static List<String> aeTitles(Section section) throws ConfigException {
    String field = "allowed-calling-ae-titles";
    List<String> titles = section.texts(field);
    for (String title : titles) {
      aeTitle(section, field, title);
    }
    return titles;
  }

  private static String aeTitle(Section section, String field, String text) throws ConfigException {
    if (!ListenerConfig.isAeTitle(text)) {
      throw section.wrong(
          field, "an AE title: 1 to 16 ASCII characters, no backslash, no space at either end");
    }
    return text;
  }

  private static ListenerLimits limits(Section section) throws ConfigException {
    ListenerLimits standard = ListenerLimits.STANDARD;
    return new ListenerLimits(
        section.integer("max-associations", 1, 1000).orElse(standard.associations()),
        seconds(section, "request-seconds", standard.request()),
        seconds(section, "idle-seconds", standard.idle()),
        seconds(section, "message-seconds", standard.message()));
  }

  private static Duration seconds(Section section, String name, Duration standard)
      throws ConfigException {
    return Duration.ofSeconds(section.integer(name, 1, 86_400).orElse((int) standard.toSeconds()));
  }

  private static ReadingConfig reading(Section section) throws ConfigException {
    section.allow("threshold", "engine");
    return new ReadingConfig(section.number("threshold", 0, 1), engine(section));
  }

  private static Engine engine(Section section) throws ConfigException {
    String wanted = section.text("engine").orElse(Engine.CPU.word());
    for (Engine engine : Engine.values()) {
      if (engine.word().equals(wanted)) {
        return engine;
      }
    }
    List<String> words = Stream.of(Engine.values()).map(Engine::word).toList();
    throw section.wrong("engine", "one of " + String.join(", ", words));
  }
}
