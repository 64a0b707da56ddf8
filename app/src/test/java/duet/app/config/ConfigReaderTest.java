package duet.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {
  private @TempDir Path folder;

  @Test
  void withoutAFileEverythingHasADefaultBelowTheHomeFolder() throws ConfigException {
    Config config = new ConfigReader(Map.of(), folder).read();
    assertEquals(folder.resolve(".local/share/duet"), config.dataFolder());
    assertEquals(folder.resolve(".cache/duet"), config.cacheFolder());
    assertEquals(ListenerConfig.STANDARD, config.listener());
    assertEquals(ReadingConfig.STANDARD, config.reading());
  }

  @Test
  void listensOnLoopbackOnlyUntilTold() {
    assertEquals("127.0.0.1", ListenerConfig.STANDARD.bindAddress());
    assertEquals(11112, ListenerConfig.STANDARD.port());
    assertEquals("DUET", ListenerConfig.STANDARD.aeTitle());
  }

  @Test
  void theEnvironmentMovesTheFolders() throws ConfigException {
    Config config =
        new ConfigReader(Map.of("XDG_DATA_HOME", "/a", "XDG_CACHE_HOME", "/b"), folder).read();
    assertEquals(Path.of("/a/duet/archive"), config.archiveFolder());
    assertEquals(Path.of("/a/duet/models"), config.modelsFolder());
    assertEquals(Path.of("/b/duet"), config.cacheFolder());
  }

  @Test
  void aRelativeFolderOfTheEnvironmentIsIgnored() throws ConfigException {
    Config config = new ConfigReader(Map.of("XDG_DATA_HOME", "a"), folder).read();
    assertEquals(folder.resolve(".local/share/duet"), config.dataFolder());
  }

  @Test
  void readsEveryField() throws Exception {
    Config config =
        read(
            """
            data: /data
            cache: /cache
            listener:
              ae-title: CT ROOM
              port: 104
              bind: 0.0.0.0
              allowed-calling-ae-titles: [CT1, CT2]
              max-associations: 3
              request-seconds: 4
              idle-seconds: 5
              message-seconds: 6
            reading:
              threshold: 0.4
              engine: tensorrt
            """);
    ListenerLimits limits =
        new ListenerLimits(3, Duration.ofSeconds(4), Duration.ofSeconds(5), Duration.ofSeconds(6));
    assertEquals(
        new Config(
            Path.of("/data"),
            Path.of("/cache"),
            new ListenerConfig("CT ROOM", 104, "0.0.0.0", List.of("CT1", "CT2"), limits),
            new ReadingConfig(OptionalDouble.of(0.4), ReadingConfig.Engine.TENSORRT)),
        config);
  }

  @Test
  void anEmptyFileIsAsGoodAsNone() throws Exception {
    assertEquals(ListenerConfig.STANDARD, read("").listener());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "listener: {port: 70000}       | listener.port is 70000, must be a whole number from 0 to 65535",
        "listener: {port: 1.5}         | listener.port is 1.5, must be a whole number from 0 to 65535",
        "listener: {port: '104'}       | listener.port is \"104\", must be a whole number from 0 to 65535",
        "listener: {prot: 104}         | listener.prot is unknown; allowed: ae-title, port, bind,",
        "listener: 5                   | listener must be a mapping of names to values",
        "listener: {ae-title: TOO LONG FOR A TITLE} | listener.ae-title is \"TOO LONG FOR A TITLE\", must be an AE",
        "listener: {allowed-calling-ae-titles: CT1} | listener.allowed-calling-ae-titles is \"CT1\", must be a list",
        "listener: {max-associations: 0} | listener.max-associations is 0, must be a whole number from 1 to 1000",
        "reading: {engine: warp}       | reading.engine is \"warp\", must be one of cpu, tensorrt, simulated-orin-64, simulated-orin-32, simulated-xavier",
        "reading: {threshold: high}    | reading.threshold is \"high\", must be a number from 0 to 1",
        "reading: {threshold: 2}       | reading.threshold is 2, must be a number from 0 to 1",
        "data: here                    | data is \"here\", must be an absolute path",
        "data: [/a]                    | data is [\"/a\"], must be a text",
        "- 1                           | the whole file must be a mapping",
        "a: b: c                       | is not YAML",
      })
  void anErrorNamesFileFieldAndWhatIsAllowed(String yaml, String message) {
    ConfigException error = assertThrows(ConfigException.class, () -> read(yaml));
    String text = String.valueOf(error.getMessage());
    assertTrue(text.startsWith(folder.resolve("duet/duet.yaml").toString()), text);
    assertTrue(text.contains(message), text);
  }

  private Config read(String yaml) throws IOException, ConfigException {
    Path file = Files.createDirectories(folder.resolve("duet")).resolve("duet.yaml");
    Files.writeString(file, yaml);
    return new ConfigReader(Map.of("XDG_CONFIG_HOME", folder.toString()), folder).read();
  }
}
