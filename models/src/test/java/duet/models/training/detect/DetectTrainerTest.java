package duet.models.training.detect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import duet.models.card.ImageInput.Resize;
import duet.models.dataset.DetectionSet;
import duet.models.training.Torch;
import duet.models.training.TrainingException;
import duet.models.training.TrainingRun;
import duet.models.training.Watcher;
import duet.models.training.detect.DetectTrainer.Pupils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectTrainerTest {
  @TempDir private Path folder;

  /** Notes the losses, and stops the run after a step if told to. */
  private static final class Notes implements Watcher {
    private final long lastStep;
    private final List<Map<String, Double>> losses = new ArrayList<>();
    private boolean cancelled;

    Notes(long lastStep) {
      this.lastStep = lastStep;
    }

    @Override
    public void step(long step, long of, Map<String, Double> means) {
      losses.add(means);
      cancelled = step == lastStep;
    }

    @Override
    public void say(String line) {}

    @Override
    public boolean cancelled() {
      return cancelled;
    }
  }

  private static DetectOptions options(int epochs) {
    return new DetectOptions(Resize.HEAD, 96, 64, 0.2, 1, epochs, 4, 1e-3f, 0.01f, 0.9f, 0.3, 3);
  }

  private TrainingRun.Outcome train(String run, DetectOptions options, Notes notes)
      throws IOException {
    return train(run, options, Pupils.TRAINING, notes);
  }

  private TrainingRun.Outcome train(String run, DetectOptions options, Pupils pupils, Notes notes)
      throws IOException {
    DetectionSet set = Heads.write(folder.resolve("set"), 6);
    Path out = folder.resolve(run);
    DetectionSet shown = options.classes() == 1 ? set.merged() : set;
    try (Torch torch = Torch.open(1, Torch.Device.CPU);
        DetectTrainer trainer =
            DetectTrainer.open(torch, options, pupils, out, shown, List.of("duet"))) {
      if (TrainingRun.isBegun(out)) {
        trainer.resume();
      }
      return trainer.run(notes);
    }
  }

  @Test
  void learnsWritesItsRecordAndExports() throws IOException {
    Notes notes = new Notes(-1);
    TrainingRun.Outcome outcome = train("run", options(20), notes);
    assertFalse(outcome.cancelled());
    assertTrue(Files.size(outcome.model()) > 5_000_000);
    JsonNode record = new ObjectMapper().readTree(folder.resolve("run/run.json").toFile());
    JsonNode score = record.at("/curves/score");
    // An epoch of two steps with a lesion in its mosaics costs several times as much as one
    // without,
    // so what has been learnt is seen in those without, of which the first is one.
    double first = score.get(0).get("value").asDouble();
    double last =
        IntStream.range(score.size() / 2, score.size())
            .mapToDouble(epoch -> score.get(epoch).get("value").asDouble())
            .min()
            .orElseThrow();
    assertTrue(last < 0.9 * first, "loss of the scores went from " + first + " to " + last);
    assertEquals("[\"p0\",\"p1\",\"p2\",\"p3\"]", record.at("/data/train/groups").toString());
    assertEquals(4, record.at("/data/validation/images").asInt());
    assertEquals(1, record.at("/curves/validation mAP50").size());
    assertTrue(Files.size(folder.resolve("run/curves.png")) > 1000);
    String card = Files.readString(folder.resolve("run/detector.yaml"));
    assertFalse(card.contains("with patients that it learns from"), card);
  }

  @Test
  void goesOnAfterAStopAsIfItHadNeverStopped() throws IOException {
    Notes whole = new Notes(-1);
    train("whole", options(3), whole);
    Path parted = folder.resolve("parted");
    Notes first = new Notes(3); // in the middle of the second epoch
    assertTrue(train("parted", options(3), first).cancelled());
    Notes second = new Notes(-1);
    train("parted", options(3), second);
    List<Map<String, Double>> both = new ArrayList<>(first.losses);
    both.addAll(second.losses);
    assertEquals(whole.losses, both);
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("whole/detector.onnx")),
        Files.readAllBytes(parted.resolve("detector.onnx")));
  }

  @Test
  void learnsFromAllPatientsWithBoxesAndKeepsTheLastNetwork() throws IOException {
    TrainingRun.Outcome outcome = train("all", options(3), Pupils.ALL_WITH_BOXES, new Notes(-1));
    assertEquals(3, outcome.bestEpoch());
    JsonNode record = new ObjectMapper().readTree(folder.resolve("all/run.json").toFile());
    // p4 of the validation split has a bleed, p5 has none.
    assertEquals(
        "[\"p0\",\"p1\",\"p2\",\"p3\",\"p4\"]", record.at("/data/train/groups").toString());
    assertEquals("[\"p4\",\"p5\"]", record.at("/data/validation/groups").toString());
    assertEquals(9, record.at("/outcome/bestQuality").asInt(), "steps taken");
    String card = Files.readString(folder.resolve("all/detector.yaml"));
    assertTrue(card.contains("with patients that it learns from"), card);
  }

  @Test
  void learnsSeveralClasses() throws IOException {
    DetectOptions five =
        new DetectOptions(Resize.HEAD, 96, 96, 0.2, 5, 1, 4, 1e-3f, 0.01f, 0.9f, 0.3, 3);
    assertTrue(Files.exists(train("run", five, new Notes(-1)).model()));
  }

  @Test
  void refusesPicturesInWhichNothingIsMarked() throws IOException {
    Heads.write(folder.resolve("set"), 6);
    try (Stream<Path> labels = Files.list(folder.resolve("set/labels"))) {
      for (Path label : labels.toList()) {
        Files.writeString(label, "");
      }
    }
    DetectionSet set = DetectionSet.read(folder.resolve("set"), 1);
    Path out = folder.resolve("run");
    try (Torch torch = Torch.open(1, Torch.Device.CPU)) {
      TrainingException refused =
          assertThrows(
              TrainingException.class,
              () -> DetectTrainer.open(torch, options(1), Pupils.TRAINING, out, set, List.of()));
      assertEquals(
          "no picture of the split 'train' has a box; mark some, or move marked patients to it",
          refused.getMessage());
    }
    assertFalse(Files.exists(out));
  }

  @Test
  void leavesTheLastCheckpointWhereTheNextCannotBeWritten() throws IOException {
    train("run", options(1), new Notes(-1));
    Path last = folder.resolve("run/last.zip");
    byte[] good = Files.readAllBytes(last);
    // What stands in the way of the temporary file is as good as a full disk.
    Files.createDirectories(folder.resolve("run/last.zip.part/in the way"));
    assertThrows(TrainingException.class, () -> train("run", options(2), new Notes(-1)));
    assertArrayEquals(good, Files.readAllBytes(last));
  }
}
