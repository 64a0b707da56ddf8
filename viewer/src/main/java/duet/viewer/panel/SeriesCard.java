package duet.viewer.panel;

import duet.viewer.render.Frame;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A series in the strip.
 *
 * @param id to tell series apart; not shown
 * @param title for instance the series description
 * @param detail second line, for instance the study date
 * @param received slices that are here
 * @param expected slices that the sender announced, if it did
 */
public record SeriesCard(
    String id,
    String title,
    String detail,
    int received,
    OptionalInt expected,
    SeriesState state,
    Optional<Frame> thumbnail) {

  /** "12 / 24 slices", or "12 slices" where nobody said how many will come. */
  String slices() {
    return expected.isPresent()
        ? received + " / " + expected.getAsInt() + " slices"
        : received + (received == 1 ? " slice" : " slices");
  }
}
