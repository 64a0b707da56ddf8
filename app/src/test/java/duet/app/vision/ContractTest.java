package duet.app.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.inference.engine.Port;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import duet.models.card.ImageInput.Resize;
import duet.models.card.ModelCard;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContractTest {
  private static final ModelCard CARD =
      Cards.detection(Cards.input(64, 32, Resize.LETTERBOX), "a", "b");
  private static final Port IN = floats("in", 1, 1, 32, 64);

  private static Port floats(String name, long... dims) {
    return new Port(name, DataType.FLOAT, Shape.of(dims));
  }

  private static String breach(Port in, Port out) {
    return Contract.breach(CARD, List.of(in), List.of(out)).orElse("");
  }

  @Test
  void aModelThatKeepsItsCardPasses() {
    assertEquals(
        Optional.empty(), Contract.breach(CARD, List.of(IN), List.of(floats("out", 1, 6, 42))));
  }

  @Test
  void channelsLastAreNamed() {
    assertTrue(
        breach(floats("in", 1, 32, 64, 1), floats("out", 1, 6, 42)).contains("channels last"));
  }

  @Test
  void anotherSizeOrTypeIsNamed() {
    assertEquals(
        "has input 'in' of FLOAT 1x1x64x64, must be FLOAT 1x1x32x64",
        breach(floats("in", 1, 1, 64, 64), floats("out", 1, 6, 42)));
    Port half = new Port("in", DataType.FLOAT16, Shape.of(1, 1, 32, 64));
    assertTrue(breach(half, floats("out", 1, 6, 42)).contains("FLOAT16"));
  }

  @Test
  void transposedBoxesAreNamed() {
    assertTrue(breach(IN, floats("out", 1, 300, 6)).contains("transposed or from another kind"));
  }

  @Test
  void anotherNumberOfClassesIsNamed() {
    assertEquals(
        "gives 'out' as 1x84x42, must be 1x6xN (centre, size, then 2 classes)",
        breach(IN, floats("out", 1, 84, 42)));
  }

  @Test
  void aMissingOutputIsNamedWithThoseThatAreThere() {
    assertEquals("has no output 'out', it has 'logits'", breach(IN, floats("logits", 1, 6, 42)));
  }
}
