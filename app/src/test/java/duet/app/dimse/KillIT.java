package duet.app.dimse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.app.archive.Archive;
import duet.app.archive.Ct;
import duet.app.config.ListenerConfig;
import duet.viewer.dicom.toolkit.ToolkitReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promise of the archive: what was acknowledged survives a kill -9 at any moment. */
class KillIT {
  private static final int KILLS = Integer.getInteger("duet.kills", 10);
  private static final int SLICES = 60;
  private static final String SENDING = "Sending file: ";

  private @TempDir Path folder;
  private Map<String, String> sent = Map.of();

  /** The process that is killed. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) throws Exception {
      Archive archive = Archive.open(Path.of(args[0]), new ToolkitReader());
      ListenerConfig config = ListenerConfig.STANDARD.withPort(0);
      System.out.println("PORT " + Listener.open(config, archive).port());
      Thread.sleep(60_000);
    }
  }

  @BeforeEach
  void writeASeries() throws IOException {
    Path study = Files.createDirectory(folder.resolve("sent"));
    for (int i = 0; i < SLICES; i++) {
      byte[] slice = Ct.slice(1, i, Map.of(), 256);
      Files.write(study.resolve(String.format("%03d.dcm", i)), slice);
    }
    sent = DataSets.in(study);
  }

  @Test
  void everyAcknowledgedSliceSurvivesAKill() throws Exception {
    long seed = System.nanoTime();
    System.out.println("KillIT seed " + seed);
    Random random = new Random(seed);
    int acknowledged = 0;
    for (int i = 0; i < KILLS; i++) {
      Path archive = folder.resolve("archive" + i);
      Moment moment = new Moment(random.nextInt(SLICES - 1), random.nextInt(4_000_000));
      Set<String> safe = kill(archive, moment);
      acknowledged += safe.size();
      check(archive, safe);
    }
    assertTrue(acknowledged > KILLS, acknowledged + " acknowledgements in " + KILLS + " kills");
  }

  /** So long after the slice that follows so many acknowledged ones begins to be sent. */
  private record Moment(int acknowledged, int delayNs) {}

  /** SOP Instance UIDs of what storescu saw acknowledged. */
  private Set<String> kill(Path archive, Moment moment) throws Exception {
    Process receiver = child(archive);
    Set<String> acknowledged = new TreeSet<>();
    try (BufferedReader said = receiver.inputReader()) {
      String port = said.lines().filter(line -> line.startsWith("PORT ")).findFirst().orElse("");
      Process sender =
          Dcmtk.tool(
                  "storescu",
                  "-v",
                  "-aec",
                  "DUET",
                  "+sd",
                  "127.0.0.1",
                  port.replace("PORT ", ""),
                  folder.resolve("sent").toString())
              .start();
      try (BufferedReader lines = sender.inputReader()) {
        String file = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.contains(SENDING)) {
            file = line.substring(line.indexOf(SENDING) + SENDING.length());
            if (acknowledged.size() >= moment.acknowledged()) {
              LockSupport.parkNanos(moment.delayNs());
              receiver.destroyForcibly();
            }
          } else if (line.contains("Received Store Response (Success)")) {
            acknowledged.add(uid(file));
          }
        }
      }
      assertTrue(sender.waitFor(20, TimeUnit.SECONDS), "storescu did not end");
    } finally {
      receiver.destroyForcibly().waitFor();
    }
    return acknowledged;
  }

  private static String uid(String file) {
    String name = String.valueOf(Path.of(file).getFileName());
    return Ct.sopInstanceUid(1, Integer.parseInt(name.substring(0, 3)));
  }

  private void check(Path archive, Set<String> safe) throws IOException {
    Archive.open(archive, new ToolkitReader()).close();
    Map<String, String> stored = DataSets.in(archive);
    Set<String> lost = new TreeSet<>(safe);
    lost.removeAll(stored.keySet());
    assertEquals(Set.of(), lost, "acknowledged and lost");
    stored.forEach((uid, hash) -> assertEquals(sent.get(uid), hash, uid + " is not what was sent"));
    try (var incoming = Files.list(archive.resolve("incoming"))) {
      assertEquals(List.of(), incoming.toList(), "left over after the next start");
    }
  }

  private static Process child(Path archive) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(Child.class.getName());
    command.add(archive.toString());
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }
}
