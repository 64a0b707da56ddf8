package duet.app.vision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import duet.app.vision.input.Pixels;
import duet.inference.device.Lane;
import duet.inference.engine.InferenceException;
import duet.inference.engine.Port;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import duet.models.card.ImageInput;
import duet.models.card.ImageInput.Resize;
import duet.viewer.series.Slice;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SynthesiserTest {
  private static GreyImage synthesise(int edge, ScriptedEngine.Script script, Slice slice) {
    ImageInput input = Cards.input(edge, edge, Resize.STRETCH);
    Shape shape = Shape.of(1, 1, edge, edge);
    ScriptedEngine engine =
        new ScriptedEngine(
            Lane.CPU0,
            new Port("in", DataType.FLOAT, shape),
            new Port("out", DataType.FLOAT, shape),
            script);
    try (Synthesiser synthesiser = Synthesiser.open(engine, Cards.synthesis(input))) {
      return synthesiser.apply(Pixels.of(slice, input));
    }
  }

  @Test
  void aNetworkThatCopiesGivesTheWindowedSliceBack() {
    Slice slice = Slices.of(2, 2, 0, 8, 16, 80);
    GreyImage image = synthesise(2, (in, out) -> out.put(0, in, 0, 4), slice);
    assertArrayEquals(new short[] {0, 26, 51, 255}, image.grey());
  }

  @Test
  void theResultLiesOnTheGridOfTheSlice() {
    Slice slice = Slices.of("1.2", 1, 6, 4, new short[24]);
    GreyImage image =
        synthesise(
            2,
            (in, out) -> {
              out.put(0, 0).put(1, 100).put(2, 0).put(3, 100);
            },
            slice);
    assertEquals(6, image.columns());
    assertEquals(4, image.rows());
    short[] row = Arrays.copyOf(image.grey(), 6);
    assertArrayEquals(new short[] {0, 0, 33, 67, 100, 100}, row);
  }

  @Test
  void valuesAreClampedToGrey() {
    GreyImage image =
        synthesise(1, (in, out) -> out.put(0, 700), Slices.of("1.2", 1, 2, 1, new short[2]));
    assertArrayEquals(new short[] {255, 255}, image.grey());
  }

  @Test
  void notANumberIsAFailureAndNotABlackSlice() {
    Slice slice = Slices.of("1.2", 1, 2, 2, new short[4]);
    assertThrows(
        InferenceException.class, () -> synthesise(2, (in, out) -> out.put(3, Float.NaN), slice));
  }
}
