package duet.app.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.app.console.VerbException;
import duet.inference.device.Lane;
import duet.inference.device.Origin;
import duet.inference.profile.Contention;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileFileTest {
  private static final Profile PROFILE =
      new Profile(
          new Subject(Origin.SIMULATED_JETSON, "AGX Orin 64GB", "FP16", Map.of("mode", "MAXN")),
          List.of(
              LaneTraits.of(Lane.GPU),
              new LaneTraits(Lane.DLA0, new Contention(80, 28, .25), 5, 16)),
          List.of(
              new ModelProfile(
                  "gan",
                  List.of(
                      new Segment(
                          "down1",
                          0,
                          Map.of(Lane.GPU, new Load(20, 300)),
                          Map.of(Lane.DLA0, "no"))),
                  7)),
          List.of(new Hop(Lane.GPU, Lane.DLA0, 30_000, .01)),
          9);

  @TempDir private Path folder = Path.of("");
  private Path file = Path.of("");

  @BeforeEach
  void write() {
    file = folder.resolve("profile.json");
    ProfileFile.write(file, PROFILE);
  }

  @Test
  void readsWhatItWrote() {
    assertEquals(PROFILE, ProfileFile.read(file));
  }

  @Test
  void namesThePlaceOfAnAbsurdValue() throws IOException {
    String message = refusal("\"timeNs\" : 20", "\"timeNs\" : -5");
    assertTrue(message.contains("models[0].segments[0].loads.GPU"), message);
    assertTrue(message.contains("a time of -5 ns"), message);
  }

  @Test
  void namesAnUnknownLaneAMissingFieldAndWhatIsNoJson() throws IOException {
    assertTrue(refusal("\"GPU\" : {", "\"TPU\" : {").contains("TPU"));
    assertTrue(refusal("\"hostNs\" : 7", "\"other\" : 7").contains("models[0]"));
    assertTrue(refusal("{", "<").contains("not JSON"));
  }

  @Test
  void saysThatThereIsNoFile() {
    Path absent = folder.resolve("absent.json");
    String message =
        String.valueOf(
            assertThrows(VerbException.class, () -> ProfileFile.read(absent)).getMessage());
    assertTrue(message.contains("absent.json cannot be used: it is not there"), message);
  }

  private String refusal(String old, String with) throws IOException {
    String text = Files.readString(file);
    Path bad = Files.writeString(folder.resolve("bad.json"), text.replace(old, with));
    VerbException thrown = assertThrows(VerbException.class, () -> ProfileFile.read(bad));
    return String.valueOf(thrown.getMessage());
  }
}
