package duet.app.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import duet.app.vision.Cards;
import duet.app.vision.ScriptedEngine;
import duet.app.vision.Synthesiser;
import duet.inference.device.Lane;
import duet.inference.engine.Port;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import duet.models.card.ImageInput.Resize;
import duet.models.dataset.GreyPicture;
import duet.models.evaluation.image.Score;
import org.junit.jupiter.api.Test;

class SyntheticMriTest {
  private static final int SIZE = 16;

  /** All 256 levels, each once. */
  private static GreyPicture everyLevel() {
    byte[] grey = new byte[SIZE * SIZE];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = (byte) i;
    }
    return new GreyPicture(SIZE, SIZE, grey);
  }

  private static GreyPicture through(ScriptedEngine.Script script) {
    Shape shape = Shape.of(1, 1, SIZE, SIZE);
    ScriptedEngine engine =
        new ScriptedEngine(
            Lane.CPU0,
            new Port("in", DataType.FLOAT, shape),
            new Port("out", DataType.FLOAT, shape),
            script);
    try (Synthesiser synthesiser =
        Synthesiser.open(engine, Cards.synthesis(Cards.input(SIZE, SIZE, Resize.STRETCH)))) {
      return new SyntheticMri(synthesiser).apply(everyLevel());
    }
  }

  @Test
  void aNetworkThatCopiesGivesThePictureBackLevelByLevel() {
    GreyPicture copy = through((in, out) -> out.put(0, in, 0, SIZE * SIZE));
    assertArrayEquals(everyLevel().grey(), copy.grey());
    assertEquals(Score.BEST_PSNR, Score.of(everyLevel(), copy).psnr());
  }

  @Test
  void aNetworkThatInvertsGivesTheNegative() {
    GreyPicture negative =
        through(
            (in, out) -> {
              for (int i = 0; i < SIZE * SIZE; i++) {
                out.put(i, 255 - in.get(i));
              }
            });
    assertEquals(255, negative.at(0, 0));
    assertEquals(0, negative.at(15, 15));
  }
}
