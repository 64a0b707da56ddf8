package duet.app.batch;

import duet.viewer.series.Refused;
import java.util.Optional;

/**
 * One file that was given, and what became of it.
 *
 * @param name as the import names it; may hold a patient's name
 * @param series UID of the series it belongs to; empty when it was refused before that was known
 * @param refused why it was not read, or empty
 */
public record GivenFile(String name, String series, Optional<Refused> refused) {
  static GivenFile read(String name, String series) {
    return new GivenFile(name, series, Optional.empty());
  }

  static GivenFile refused(String name, Refused why) {
    return new GivenFile(name, "", Optional.of(why));
  }

  GivenFile refusedWithSeries(Refused why) {
    return new GivenFile(name, series, Optional.of(why));
  }

  /**
   * Whether something that should have been read was not. What is no image, and the localizer that
   * comes with every scan, is listed but missed by nobody.
   */
  public boolean missed() {
    return refused
        .map(Refused::reason)
        .filter(
            reason ->
                switch (reason) {
                  case NOT_DICOM, NOT_AN_IMAGE, LOCALIZER -> false;
                  default -> true;
                })
        .isPresent();
  }
}
