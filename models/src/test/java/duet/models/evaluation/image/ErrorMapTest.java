package duet.models.evaluation.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import duet.models.dataset.GreyPicture;
import duet.models.evaluation.image.ErrorMap.Part;
import org.junit.jupiter.api.Test;

class ErrorMapTest {
  private static GreyPicture picture(int... grey) {
    byte[] bytes = new byte[grey.length];
    for (int i = 0; i < grey.length; i++) {
      bytes[i] = (byte) grey[i];
    }
    return new GreyPicture(grey.length, 1, bytes);
  }

  @Test
  void countsByWhatTheCtShows() {
    ErrorMap map =
        ErrorMap.of(
            picture(0, 2, 3, 128, 252, 253, 255, 0),
            picture(200, 0, 10, 10, 10, 50, 50, 0),
            picture(190, 0, 13, 10, 6, 50, 40, 0));
    assertEquals(new Part(3, 100), map.black());
    assertEquals(new Part(3, 9 + 16), map.grey());
    assertEquals(new Part(2, 100), map.white());
    assertEquals(100 / 225.0, map.errorIn(map.black()), 1e-12);
    assertEquals(3 / 8.0, map.areaOf(map.black()), 1e-12);
  }

  @Test
  void addsUp() {
    ErrorMap one = ErrorMap.of(picture(0, 255), picture(3, 0), picture(0, 0));
    assertEquals(new Part(2, 18), one.plus(one).black());
    assertEquals(one, one.plus(ErrorMap.NONE));
    assertEquals(0, ErrorMap.NONE.errorIn(Part.NONE));
  }
}
