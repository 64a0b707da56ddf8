package duet.models.training.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.models.card.ImageInput.Resize;
import duet.models.training.Torch;
import duet.models.training.detect.yolo.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetectStepTest {
  @Test
  void aStepLeavesNothingWithWhatLivesLong() {
    DetectOptions options =
        new DetectOptions(Resize.HEAD, 64, 64, 0.2, 1, 1, 2, 1e-3f, 0.01f, 0.9f, 0, 3);
    try (Torch torch = Torch.open(1, Torch.Device.CPU)) {
      DetectStep step = new DetectStep(torch, options);
      Batch batch =
          new Batch(
              64,
              List.of(new float[64 * 64], new float[64 * 64]),
              List.of(List.of(new Box(0, 10, 10, 40, 40)), List.of()));
      step.step(1, batch, 1e-3f);
      int before = torch.manager().getManagedArrays().size();
      assertTrue(before > 0);
      step.step(2, batch, 1e-3f);
      assertEquals(before, torch.manager().getManagedArrays().size());
    }
  }
}
