package duet.models.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TorchTest {
  /** Collects garbage, and lays other numbers where some may have been. */
  private static void stir() throws InterruptedException {
    for (int round = 0; round < 4; round++) {
      System.gc();
      Thread.sleep(20); // memory of Java outside of its heap is freed by another thread
      List<ByteBuffer> others = new ArrayList<>();
      for (int i = 0; i < 2000; i++) {
        others.add(ByteBuffer.allocateDirect(4).putFloat(0, 1000 + i));
      }
      assertEquals(2000, others.size());
    }
  }

  @Test
  void aFactorOutlivesGarbageCollectionBetweenForwardAndBackward() throws InterruptedException {
    try (Torch torch = Torch.open(1, Torch.Device.CPU);
        NDManager scratch = torch.manager().newSubManager()) {
      for (int i = 0; i < 5; i++) {
        NDArray x = scratch.create(new float[] {1, 2});
        x.setRequiresGradient(true);
        try (GradientCollector gradients = torch.gradients()) {
          NDArray loss = Torch.times(x.sum(), 3);
          stir();
          gradients.backward(loss);
        }
        assertEquals(3, x.getGradient().toFloatArray()[0], "time " + i);
      }
    }
  }
}
