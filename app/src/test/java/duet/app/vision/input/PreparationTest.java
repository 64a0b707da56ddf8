package duet.app.vision.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import duet.app.vision.Cards;
import duet.app.vision.Slices;
import duet.models.card.ImageInput;
import duet.models.card.ImageInput.ChannelOrder;
import duet.models.card.ImageInput.Resize;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PreparationTest {
  private static float[] fill(ImageInput input, Pixels pixels) {
    FloatBuffer tensor = FloatBuffer.allocate(input.channels() * input.width() * input.height());
    new Preparation(input).fill(tensor, pixels);
    return tensor.array();
  }

  private static Pixels grey(int columns, int rows, int... values) {
    int[] rgb = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      rgb[i] = values[i] * 0x010101;
    }
    return new Pixels.ColourPicture(columns, rows, rgb);
  }

  @Test
  void theWindowIsBlackBelowAndWhiteAbove() {
    Pixels pixels =
        Pixels.of(Slices.of(4, 1, -1000, 0, 40, 3000), Cards.input(4, 1, Resize.STRETCH));
    float[] tensor = fill(Cards.input(4, 1, Resize.STRETCH), pixels);
    assertArrayEquals(new float[] {0, 0, 127.5f, 255}, tensor);
  }

  @Test
  void greyIsNotRounded() {
    Pixels pixels = Pixels.of(Slices.of(1, 1, 41), Cards.input(1, 1, Resize.STRETCH));
    assertEquals(130.6875f, fill(Cards.input(1, 1, Resize.STRETCH), pixels)[0]);
  }

  @Test
  void halvingIsTheMeanOfTwoByTwo() {
    float[] tensor = fill(Cards.input(1, 1, Resize.STRETCH), grey(2, 2, 0, 40, 80, 120));
    assertArrayEquals(new float[] {60}, tensor);
  }

  @Test
  void doublingRepeatsTheEdgeAndMixesAQuarter() {
    float[] tensor = fill(Cards.input(4, 1, Resize.STRETCH), grey(2, 1, 0, 100));
    assertArrayEquals(new float[] {0, 25, 75, 100}, tensor);
  }

  @Test
  void aShrinkingLetterboxAveragesWhatItCoversAsPillowDoes() {
    // Output 0 has its centre at 1 and a triangle of radius 2: weights 3, 3, 1 for columns 0 to 2.
    Pixels edge = grey(4, 2, 80, 0, 0, 0, 80, 0, 0, 0);
    float[] tensor = fill(Cards.input(2, 1, Resize.LETTERBOX), edge);
    assertEquals(34, tensor[0]); // 34.3, in 8 bits
    assertEquals(0, tensor[1]);
  }

  @Test
  void theLetterboxIsPaddedWithGrey114() {
    float[] tensor = fill(Cards.input(2, 4, Resize.LETTERBOX), grey(1, 1, 7));
    assertArrayEquals(new float[] {114, 114, 7, 7, 7, 7, 114, 114}, tensor);
  }

  @Test
  void channelsAreNormalisedInTheOrderOfTheCard() {
    Pixels red = new Pixels.ColourPicture(1, 1, new int[] {0xFF_8000});
    assertArrayEquals(new float[] {1, 128 / 127.5f - 1, -1}, fill(colour(ChannelOrder.RGB), red));
    assertArrayEquals(new float[] {-1, 128 / 127.5f - 1, 1}, fill(colour(ChannelOrder.BGR), red));
  }

  private static ImageInput colour(ChannelOrder order) {
    return new ImageInput("in", 1, 1, 40, 80, Resize.STRETCH, 3, order, (float) (1 / 127.5), -1);
  }

  @Test
  void aBufferThatServedAnotherGeometryGivesTheSame() {
    ImageInput input = Cards.input(16, 16, Resize.LETTERBOX);
    Random random = new Random(7);
    Pixels wide = grey(9, 5, random.ints(45, 0, 256).toArray());
    Pixels tall = grey(6, 31, random.ints(186, 0, 256).toArray());
    Preparation reused = new Preparation(input);
    FloatBuffer tensor = FloatBuffer.allocate(256);
    reused.fill(tensor, wide);
    reused.fill(tensor, tall);
    assertArrayEquals(fill(input, tall), tensor.array());
  }

  /** A square skull of brain 100 in a picture of 64 x 48, with a bright scalp to its left. */
  private static Pixels headAt(int left, int top) {
    int[] values = new int[64 * 48];
    for (int y = 0; y < 28; y++) {
      for (int x = 0; x < 28; x++) {
        boolean bone = x < 2 || y < 2 || x > 25 || y > 25;
        values[(top + y) * 64 + left + x] = bone ? 255 : 100;
      }
      values[(top + y) * 64 + left - 1] = 200;
    }
    return grey(64, 48, values);
  }

  @Test
  void theHeadFillsTheInputWithoutWhatIsOutside() {
    ImageInput input = Cards.input(48, 48, Resize.HEAD);
    FloatBuffer tensor = FloatBuffer.allocate(48 * 48);
    Fit fit = new Preparation(input).fill(tensor, headAt(20, 10));
    // 28 pixels and a margin are 33.6, brought to 48: the head begins at 10.
    assertEquals(new Fit(10, 0, 48, 48, 0, 0, 48, 48, 1, 1), fit);
    assertEquals(0, tensor.get(24 * 48 + 9), "scalp");
    assertEquals(255, tensor.get(24 * 48 + 10), "skull");
    assertEquals(100, tensor.get(24 * 48 + 24), "brain");
  }

  @Test
  void theSameHeadElsewhereGivesTheSame() {
    ImageInput input = Cards.input(20, 20, Resize.HEAD);
    FloatBuffer one = FloatBuffer.allocate(400);
    FloatBuffer other = FloatBuffer.allocate(400);
    Preparation preparation = new Preparation(input);
    preparation.fill(one, headAt(4, 2));
    Fit fit = preparation.fill(other, headAt(33, 17));
    assertArrayEquals(one.array(), other.array());
    assertEquals(33 - 10, fit.originX());
    assertEquals(17 - 10, fit.originY());
  }

  @Test
  void withoutAHeadThePictureIsPaddedWithBlack() {
    int[] brain = new int[32 * 16];
    Arrays.fill(brain, 100);
    float[] tensor = fill(Cards.input(32, 32, Resize.HEAD), grey(32, 16, brain));
    assertEquals(0, tensor[0]);
    assertEquals(100, tensor[16 * 32 + 16]);
  }
}
