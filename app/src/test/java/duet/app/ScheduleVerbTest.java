package duet.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import duet.app.cli.Cli;
import duet.app.console.Console;
import duet.app.console.Transcript;
import duet.app.profile.ProfileFile;
import duet.inference.device.Lane;
import duet.inference.device.Origin;
import duet.inference.profile.Hop;
import duet.inference.profile.LaneTraits;
import duet.inference.profile.Load;
import duet.inference.profile.ModelProfile;
import duet.inference.profile.Profile;
import duet.inference.profile.Segment;
import duet.inference.profile.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code duet schedule} as a user types it. */
class ScheduleVerbTest {
  private static final String SIMULATED = "simulated Jetson, not measured";

  @TempDir Path temp;
  private Transcript transcript = new Transcript();

  @Test
  void holdsAllPoliciesAgainstEachOtherAndSaysThatNothingWasMeasured() {
    assertEquals(0, schedule("pix2pix-cropping-8", "yolov8n-64", "--compare", "all"), err());
    for (String policy :
        List.of("gpu-only ", "gpu-only-streams", "naive", "pipeline", "one-cut", "duet")) {
      assertTrue(
          transcript.out().lines().anyMatch(line -> line.startsWith(policy)), transcript.out());
    }
    assertTrue(transcript.out().startsWith(SIMULATED), transcript.out());
    assertTrue(transcript.out().contains("All numbers are " + SIMULATED));
    assertTrue(transcript.out().contains("Against "), transcript.out());
  }

  @Test
  void writesJsonAndAPictureOfEachPlanThatSayWhoseNumbersTheyAre() throws IOException {
    Path out = temp.resolve("plans");
    assertEquals(
        0, schedule("--profile", profile(10).toString(), "--compare", "all", "-o", out + ""));
    JsonNode tree = new ObjectMapper().readTree(out.resolve("schedule.json").toFile());
    assertEquals(SIMULATED, tree.path("origin").asText());
    assertEquals(6, tree.path("policies").size());
    JsonNode ours = tree.path("policies").path(5);
    // GPU 100 + 200 or DLA0 200 + 300: one whole frame of each in 200 + 300 on the DLA at best, or
    // the first half of b on the GPU: 100 + 200 + 100 + 10 = 410 and 300 on the DLA.
    assertEquals(1e9 / 410, ours.path("framesPerSecond").asDouble(), 1);
    assertEquals("exhaustive", ours.path("certificate").path("kind").asText());
    String picture = Files.readString(out.resolve("gantt-duet.svg"));
    assertTrue(picture.contains(SIMULATED));
    assertTrue(picture.contains("DLA0") && picture.contains("hand-over"));
    assertEquals(64, schedule("--profile", profile(10).toString(), "-o", out + ""));
    assertTrue(err().contains("--overwrite"));
  }

  @Test
  void namesTheSecondOfTwoEqualModels() {
    assertEquals(0, schedule("yolov8n-64", "yolov8n-64"), err());
    assertTrue(transcript.out().contains("yolov8n-64, yolov8n-64-2"), transcript.out());
  }

  @Test
  void refusesADeadlineBelowTheFastestWayWithTheBound() throws IOException {
    String profile = profile(10).toString();
    assertEquals(4, schedule("--profile", profile, "--deadline", "b=0.0002"));
    assertTrue(err().contains("'b' cannot be done in 0.000 ms"), err());
    assertTrue(err().contains("fastest way"), err());
  }

  @Test
  void refusesNoModelAnUnknownOneAnUnknownDeviceAndAnUnknownMode() {
    assertEquals(4, schedule());
    assertTrue(err().contains("There is no model to schedule"), err());
    assertEquals(64, schedule("yolov8n-64", "--device", "thor"));
    assertTrue(err().contains("'thor'") && err().contains("orin-64"), err());
    assertEquals(64, schedule("yolov8n-64", "--mode", "5W"));
    assertTrue(err().contains("MAXN"), err());
    assertEquals(64, schedule("yolov8n-64", "--compare", "best"));
    assertTrue(err().contains("one-cut"), err());
    assertEquals(64, schedule("yolov8n-64", "--period", "0"));
    assertEquals(64, schedule("yolov8n-64", "--deadline", "other=3"));
    assertTrue(err().contains("No task is called 'other'"), err());
  }

  @Test
  void refusesAbsurdValuesAndALayerThatNoLaneRuns() throws IOException {
    Path absurd = profile(10);
    Files.writeString(
        absurd, Files.readString(absurd).replace("\"timeNs\" : 100", "\"timeNs\" : -1"));
    assertEquals(2, schedule("--profile", absurd.toString()));
    assertTrue(err().contains("a time of -1 ns"), err());
    Path homeless = profile(10);
    String text = Files.readString(homeless);
    Files.writeString(
        homeless, text.replaceFirst("(?s)\"loads\" : \\{.*?\\}.*?\\}.*?\\}", "\"loads\" : {}"));
    assertEquals(4, schedule("--profile", homeless.toString()));
    assertTrue(err().contains("No lane can run 'a/first'"), err());
  }

  @Test
  void refusesEnergyWhereNothingIsKnownOfPower() throws IOException {
    assertEquals(4, schedule("--profile", profile(0).toString(), "--objective", "energy"));
    assertTrue(err().contains("says nothing of power"), err());
    assertFalse(err().contains("Exception"), err());
  }

  private String err() {
    return transcript.err();
  }

  private int schedule(String... arguments) {
    transcript = new Transcript();
    List<String> all = new ArrayList<>(List.of("schedule"));
    all.addAll(List.of(arguments));
    Console console = transcript.console(Console.Style.LINES);
    return Cli.run(
        all.toArray(String[]::new),
        console,
        (data, wish) -> {
          throw new AssertionError("no workbench is needed");
        });
  }

  /** Two models of two segments on a GPU and a DLA, in nanoseconds. */
  private Path profile(double watts) throws IOException {
    Subject subject = new Subject(Origin.SIMULATED_JETSON, "by hand", "FP16", Map.of());
    List<ModelProfile> models = Stream.of("a", "b").map(ScheduleVerbTest::model).toList();
    List<Hop> hops =
        List.of(new Hop(Lane.GPU, Lane.DLA0, 10, 0), new Hop(Lane.DLA0, Lane.GPU, 20, 0));
    Path file = temp.resolve("profile.json");
    ProfileFile.write(
        file,
        new Profile(
            subject,
            List.of(LaneTraits.of(Lane.GPU), LaneTraits.of(Lane.DLA0)),
            models,
            hops,
            watts));
    return file;
  }

  private static ModelProfile model(String name) {
    return new ModelProfile(
        name, List.of(segment(name + "/first", 100, 200), segment(name + "/second", 200, 300)), 0);
  }

  private static Segment segment(String name, long gpu, long dla) {
    return new Segment(
        name, 40, Map.of(Lane.GPU, new Load(gpu, 0), Lane.DLA0, new Load(dla, 0)), Map.of());
  }
}
